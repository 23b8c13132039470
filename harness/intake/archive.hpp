// Archives that students hand in, unpacked so that they can do no harm. Every entry is looked at before anything is written:
// links, devices, absolute paths and ".." are refused, and so is too much of anything; refused is the whole archive, never a
// part. Only its .cpp knows libarchive.
#pragma once

#include <cstdint>
#include <string>

namespace ipcgrade::intake {

struct UnpackLimits {
  std::uint64_t bytes = 256U << 20;  // of all files together
  std::uint64_t files = 20'000;      // and folders
  std::size_t depth = 64;            // folders in one another
};

// The zip, tar, tar.gz, tar.bz2 or tar.xz `archive` into the folder `into`, which exists and is empty. Files are 0644 or, where
// the archive says that they may be executed, 0755; the owner and everything else it says is left aside. What a Mac adds
// (__MACOSX, .DS_Store) is left out. InputError, naming the entry, where it is refused or damaged; what was written until then
// stays in `into`, inside it. SystemError where the disk is full.
void unpack(const std::string& archive, const std::string& into, const UnpackLimits& limits = {});

}  // namespace ipcgrade::intake
