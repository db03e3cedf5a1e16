(() => {
  const pause = milliseconds => new Promise(done => setTimeout(done, milliseconds));
  const seen = new Promise(done => {
    if (!document.hidden) done();
    else document.addEventListener('visibilitychange', done, { once: true });
  });
  const wait = async () => {
    await seen;
    for (;;) {
      try {
        const version = await (await fetch('CHANGES?VERSION')).text();
        if (version !== 'VERSION') return location.reload();
      } catch {
        await pause(1000);
      }
    }
  };
  wait();
})();
