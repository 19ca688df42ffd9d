// Makes the frame as tall as the report in it, so that the page scrolls and not a box inside it.
export function fit(frame) {
  const size = () => {
    const body = frame.contentDocument && frame.contentDocument.documentElement;
    if (body) frame.style.height = body.scrollHeight + "px";
  };
  frame.addEventListener("load", size);
  window.addEventListener("resize", size);
  size();
}

export function print(frame) {
  frame.contentWindow.focus();
  frame.contentWindow.print();
}
