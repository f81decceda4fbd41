// Part of the service worker: wakes the phone when an assignment did not reach it over the open line.
self.addEventListener("push", (event) => {
  const { id, critical, title, body } = event.data.json();
  event.waitUntil(
    self.registration.showNotification(title, {
      body,
      tag: id,
      renotify: true,
      requireInteraction: critical,
      vibrate: critical ? [600, 200, 600, 200, 600] : [300],
      icon: "icon-192.png",
    }),
  );
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  const shown = self.clients.matchAll({ type: "window", includeUncontrolled: true });
  event.waitUntil(
    shown.then((pages) => (pages[0] ? pages[0].focus() : self.clients.openWindow(self.registration.scope))),
  );
});
