// The loopback interface of a new net namespace, which is born down and without routes.
#pragma once

namespace ipcgrade::engine::sandbox {

// Brings it up: 127.0.0.1 and ::1 answer, and 224.0.0.0/4 is routed to it. Its routes acknowledge at once (quickack): with
// delayed acknowledgements and Nagle's algorithm two correct peers can put each other to sleep for 44 ms.
void bring_up_loopback();

// Whether nothing has ever been sent in this process's net namespace, and no unix socket (perhaps in flight) holds a name there:
// once all who were in it are gone, the next who comes finds it as it was made. Of other sockets only those that have sent leave
// a trace behind, as a TCP connection does in TIME_WAIT.
[[nodiscard]] bool network_is_as_new();

}  // namespace ipcgrade::engine::sandbox
