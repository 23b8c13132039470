// The loopback interface of a new net namespace, which is born down and without routes.
#pragma once

namespace ipcgrade::engine::sandbox {

// Brings it up: 127.0.0.1 and ::1 answer, and 224.0.0.0/4 is routed to it. Its routes acknowledge at once (quickack): with
// delayed acknowledgements and Nagle's algorithm two correct peers can put each other to sleep for 44 ms.
void bring_up_loopback();

}  // namespace ipcgrade::engine::sandbox
