"use strict";
function begin() {
  if (innerWidth < 760) byId("layers-box").open = false;
  setLayer(layer("speech"), true);
  goToAddress();
  addEventListener("hashchange", goToAddress);
}
begin();
