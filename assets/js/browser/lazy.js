// What is loaded on first use and then kept. Only what has come is kept: after a failure it is asked for again.
export const onFirstUse = (load) => {
  let kept = null;
  const forget = (error) => {
    kept = null;
    throw error;
  };
  return () => (kept ??= load().catch(forget));
};
