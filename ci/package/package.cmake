# What is installed, and the two packages that CPack makes of it: a Debian package, and a tarball that runs from wherever it is
# unpacked. The program is static; beside it go the tasks, and of reference/ only our own programs, which play the other side of
# some scenarios (no solutions). cpack -G DEB or cpack -G TGZ, in a build folder in which `ipcgrade` is built.
set(share share/ipcgrade)
install(TARGETS ipcgrade RUNTIME DESTINATION bin)
install(DIRECTORY assignments suites DESTINATION ${share})
file(GLOB own_programs RELATIVE ${PROJECT_SOURCE_DIR} CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/reference/*/peer)
foreach(folder ${own_programs})
  cmake_path(GET folder PARENT_PATH task)
  install(DIRECTORY ${folder} DESTINATION ${share}/${task})
endforeach()
install(DIRECTORY ci/autolab ci/docker ci/github ci/gitlab ci/gradescope ci/prairielearn DESTINATION ${share}/platforms USE_SOURCE_PERMISSIONS)
install(FILES ci/debian/apparmor DESTINATION ${share})
install(DIRECTORY reports schemas DESTINATION share/doc/ipcgrade)
install(FILES README.md CHANGELOG.md DESTINATION share/doc/ipcgrade)
install(FILES LICENSE DESTINATION share/doc/ipcgrade RENAME copyright)

# cpack would build everything first, the tests and benchmarks as well.
set(CMAKE_SKIP_INSTALL_ALL_DEPENDENCY ON)
set(CPACK_PACKAGE_NAME ipcgrade)
set(CPACK_PACKAGE_VERSION ${PROJECT_VERSION})
set(CPACK_PACKAGE_VENDOR ipcgrade)
set(CPACK_PACKAGE_CONTACT "ipcgrade <maintainers@ipcgrade.invalid>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "grades programs that use interprocess communication")
set(CPACK_PACKAGE_FILE_NAME ipcgrade-${PROJECT_VERSION}-linux-x86_64)
set(CPACK_STRIP_FILES ON)
set(CPACK_VERBATIM_VARIABLES ON)

set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION education)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS OFF)  # it is static
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "gcc, libc6-dev, make")
set(CPACK_DEBIAN_PACKAGE_SUGGESTS "gdb, rpcsvc-proto, libtirpc-dev, pkg-config")
set(CPACK_DEBIAN_PACKAGE_DESCRIPTION
    "Runs programs of students under scripted scenarios, reads from the kernel whether they
block where they should, explains every failure, and writes results as Gradescope, GitHub,
GitLab, Autolab, PrairieLearn, Canvas and Moodle read them.
.
For graders: it brings whole suites, hidden scenarios too. Students get a kit (ipcgrade kit).")
set(CPACK_DEBIAN_PACKAGE_CONTROL_EXTRA "${PROJECT_SOURCE_DIR}/ci/debian/postinst;${PROJECT_SOURCE_DIR}/ci/debian/postrm")
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
include(CPack)
