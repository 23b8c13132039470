// argv → command → exit status.
#pragma once

namespace ipcgrade::cli {

// Exit status: 0 all passed, 1 something failed, 2 wrong input, 3 the harness's or the machine's own trouble.
int run(int argc, char* argv[]);

}  // namespace ipcgrade::cli
