/**
 * Ends this process when the one that started it is gone, also by force: nobody
 * reads what it says any more, and nobody would stop it.
 */
if (process.channel) {
  process.once('disconnect', () => process.exit(1));
  // Listening is no reason to stay.
  process.channel.unref();
}
