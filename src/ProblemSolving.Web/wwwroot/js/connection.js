// Buttons of the quiet bar that appears while the connection is lost.
document.addEventListener("click", async event => {
  const wish = event.target.closest?.("[data-connection]")?.dataset.connection;
  if (wish === "reload") location.reload();
  if (wish === "retry") {
    const back = await Blazor.reconnect().catch(() => false);
    if (!back) location.reload();
  }
});
