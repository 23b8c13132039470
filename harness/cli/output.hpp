// Where results go: standard output, and files that are whole or not there at all.
#pragma once

#include <string>

#include "report/console.hpp"

namespace ipcgrade::cli {

// To standard output. SystemError where it cannot be written (a full disk behind a redirection).
void print(const std::string& text);
void flush_output();

// Writes beside the final name, then renames: nobody ever sees half a file under it, and what was there before stays if this
// fails. SystemError.
void write_file(const std::string& path, const std::string& text);

// Creates a folder for results, with those above it. InputError where something else has its name or it cannot be made.
void make_results_folder(const std::string& path);

// Colour and width for a report on this stream: colour only on a terminal and without NO_COLOR (https://no-color.org).
[[nodiscard]] report::ConsoleOptions console_options(int fd, lang::Language language = lang::Language::english);

}  // namespace ipcgrade::cli
