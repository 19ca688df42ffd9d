// Light, dark or as the device: remembered in cookies, so that the server draws the next first page right.
const device = matchMedia("(prefers-color-scheme: dark)");
const keep = (name, value) => {
  const secure = location.protocol === "https:" ? ";secure" : "";
  document.cookie = `${name}=${value};path=/;max-age=31536000;samesite=lax${secure}`;
};

export function watch(layout) {
  const tell = () => keep("ps-device-dark", device.matches ? "1" : "0");
  tell();
  device.addEventListener("change", () => {
    tell();
    layout.invokeMethodAsync("DeviceThemeChanged", device.matches).catch(() => {});
  });
  return device.matches;
}

export function choose(choice) {
  keep("ps-theme", choice);
  document.documentElement.dataset.theme = choice;
}
