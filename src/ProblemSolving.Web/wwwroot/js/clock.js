// The time zone of the device, as its IANA name.
export const zone = () => Intl.DateTimeFormat().resolvedOptions().timeZone ?? "UTC";
