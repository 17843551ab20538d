"""How Sphinx makes the reading site: `python run.py site`.

Sphinx reads the whole project, so that a link in a lesson or a page is the same in the site as in
the folder. Nothing is executed, and no page loads anything from elsewhere.
"""

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE / "extensions"))

project = "Tellings"
author = "The Tellings contributors"
language = "en"
root_doc = "docs/index"
include_patterns = [
    "docs/**.md",
    "notebooks/*.ipynb",
    "benchmarks/README.md",
    "lib/tellings/attribution/engine/MODEL_CARD.md",
]
exclude_patterns = [".*", "**/.*", "site", "stories"]  # .venv among them
extensions = [
    "myst_nb",
    "sphinx.ext.autodoc",
    "sphinx.ext.napoleon",
    "sphinxcontrib.bibtex",
    "lessons",
    "citations",
    "reading_view",
    "rooms",
]

# The lessons as they were committed.
nb_execution_mode = "off"
nb_custom_formats = {".ipynb": "lessons.read"}
nb_mime_priority_overrides = [("html", "text/html", 0)]
nb_code_prompt_show = "Show the code"
nb_code_prompt_hide = "Hide the code"
myst_heading_anchors = 4

# The library's reference.
autodoc_class_signature = "separated"
autodoc_default_options = {"exclude-members": "__init__"}
autodoc_member_order = "bysource"
autodoc_typehints_format = "fully-qualified"
python_use_unqualified_type_names = True
add_module_names = False
default_role = "code"  # `run.py` in a docstring
napoleon_use_ivar = True
napoleon_numpy_docstring = False
napoleon_custom_sections = ["Returns"]  # sentences, in which a colon is no type

bibtex_bibfiles = ["references.bib"]
bibtex_default_style = "plain"
bibtex_cite_id = "{key}"

html_theme = "sphinx_book_theme"
html_title = "Tellings"
html_static_path = ["static"]
html_css_files = ["site.css"]
html_js_files = ["site.js"]
html_context = {"default_mode": "auto"}  # light or dark as the reader's computer is
html_use_index = False
html_copy_source = True  # what the download buttons lead to
html_show_sphinx = False
html_show_copyright = False
html_show_search_summary = False  # a page opened from a folder may not read others
html_last_updated_fmt = None
html_theme_options = {
    "home_page_in_toc": True,
    "show_navbar_depth": 1,
    "use_fullscreen_button": False,
    "search_bar_text": "Search",
    "navbar_persistent": [],
    "back_to_top_button": False,
    "footer_content_items": [],
}
