// Menus for browsers without popovers (Safari before 17, Firefox before 125): loaded by them alone.
const open = () => document.querySelector("[popover].opened");

const close = () => open()?.classList.remove("opened");

addEventListener("click", ({ target }) => {
  const menu = document.getElementById(target.closest?.("[popovertarget]")?.getAttribute("popovertarget"));
  const opens = menu && menu !== open();
  close();
  if (!opens) return;
  menu.dispatchEvent(new Event("beforetoggle"));
  menu.classList.add("opened");
});

addEventListener("keydown", ({ key }) => key === "Escape" && close());
