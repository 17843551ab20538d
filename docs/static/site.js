// What the theme leaves out for those who hear a page instead of seeing it.
document.addEventListener("DOMContentLoaded", () => {
  document.querySelector(".bd-sidebar-primary")?.setAttribute("role", "navigation");
  document.querySelector(".bd-sidebar-primary")?.setAttribute("aria-label", "All pages");
  // What shows words is called by them: "Search", "Show the code".
  for (const button of document.querySelectorAll(".search-button-field, details.hide > summary")) {
    button.removeAttribute("aria-label");
  }
});
