// CSS cannot read what theme.properties hold, so they come in this script's address:
// brand.js?logo=<address, relative to this script>&color=<colour>, each empty where nothing is set.
{
  const script = document.querySelector('script[src*="/js/brand.js?"]');
  const [, logo, color] = /\?logo=(.*)&color=(.*)$/.exec(script.getAttribute("src"));
  const { style } = document.documentElement;
  if (color) {
    style.setProperty("--finapi-color", color);
  }
  if (logo) {
    style.setProperty("--finapi-logo", `url("${new URL(logo, script.src)}")`);
    style.setProperty("--finapi-logo-tile", "#fff");
  }
}
