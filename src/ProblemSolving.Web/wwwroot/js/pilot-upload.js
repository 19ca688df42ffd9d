// Sends the chosen response file over HTTP, past the live connection, and tells the page how it went.
export function attach(zone, input, page) {
  const chosen = () => page.invokeMethodAsync("FileChosen", input.files[0]?.name ?? "");
  input.addEventListener("change", chosen);
  if (input.files.length > 0) chosen(); // chosen before this script was there to hear it
  zone.addEventListener("dragover", event => { event.preventDefault(); zone.classList.add("ps-drop-over"); });
  zone.addEventListener("dragleave", () => zone.classList.remove("ps-drop-over"));
  zone.addEventListener("drop", event => {
    event.preventDefault();
    zone.classList.remove("ps-drop-over");
    if (event.dataTransfer.files.length === 0) return;
    input.files = event.dataTransfer.files;
    chosen();
  });
}

export function send(input, page, url, header, token) {
  const file = input.files[0];
  if (!file) return;
  const request = new XMLHttpRequest();
  request.open("POST", `${url}&name=${encodeURIComponent(file.name)}`);
  request.setRequestHeader(header, token);
  request.setRequestHeader("Content-Type", "application/octet-stream");
  request.responseType = "json";
  let told = 0;
  request.upload.onprogress = event => {
    const share = event.lengthComputable ? event.loaded / event.total : 0;
    if (share - told < 0.05 && share < 1) return;
    told = share;
    page.invokeMethodAsync("Progressed", share);
  };
  request.onload = () => page.invokeMethodAsync("Answered", request.status === 200, request.response?.code ?? null, request.response?.text ?? null);
  request.onerror = () => page.invokeMethodAsync("Answered", false, null, null);
  request.send(file);
}
