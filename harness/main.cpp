#include "cli/cli.hpp"

int main(int argc, char* argv[]) { return ipcgrade::cli::run(argc, argv); }
