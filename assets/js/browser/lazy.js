// What is loaded on first use and then kept. Only what has come is kept: after a failure it is asked for again.
export const onFirstUse = (load) => {
  let promise = null;
  const forget = (error) => {
    promise = null;
    throw error;
  };
  return () => (promise ??= load().catch(forget));
};
