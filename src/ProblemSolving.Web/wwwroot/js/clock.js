// The time zone of the device, as its IANA name.
export const zone = () => Intl.DateTimeFormat().resolvedOptions().timeZone ?? "UTC";

// Where the reader is at home, as far as the browser tells.
export const place = () => ({ language: navigator.language ?? "", zone: zone() });
