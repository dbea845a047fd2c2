# Dependencies, pinned. Debian's packages where they are installed (web/setup does that), the same releases from
# their public repositories elsewhere. Single headers are copied, so that /usr/include itself never gets onto the
# include path of Emscripten.
include(FetchContent)
set(FETCHCONTENT_QUIET OFF)
set(third_party "${CMAKE_SOURCE_DIR}/build/third_party")

# third_party_headers(<target> <path below /usr/include>... [FALLBACK <name> <repository> <tag> <folder>])
function(third_party_headers target)
    cmake_parse_arguments(arg "" "" "FALLBACK" ${ARGN})
    add_library(${target} INTERFACE)
    set(copy "${CMAKE_BINARY_DIR}/third_party/${target}")
    foreach(path ${arg_UNPARSED_ARGUMENTS})
        if(EXISTS "/usr/include/${path}")
            get_filename_component(folder "${copy}/${path}" DIRECTORY)
            file(COPY "/usr/include/${path}" DESTINATION "${folder}")
        else()
            list(GET arg_FALLBACK 0 name)
            list(GET arg_FALLBACK 1 repository)
            list(GET arg_FALLBACK 2 tag)
            list(GET arg_FALLBACK 3 subfolder)
            FetchContent_Declare(${name} GIT_REPOSITORY ${repository} GIT_TAG ${tag} GIT_SHALLOW ON)
            FetchContent_GetProperties(${name})
            if(NOT ${name}_POPULATED)
                FetchContent_Populate(${name})
            endif()
            set(copy "${${name}_SOURCE_DIR}/${subfolder}")
        endif()
    endforeach()
    target_include_directories(${target} SYSTEM INTERFACE "${copy}")
endfunction()

third_party_headers(doctest doctest/doctest.h FALLBACK doctest_source https://github.com/doctest/doctest.git v2.4.9 .)
third_party_headers(nlohmann_json nlohmann
    FALLBACK nlohmann_source https://github.com/nlohmann/json.git v3.11.2 include)
third_party_headers(fast_float fast_float
    FALLBACK fast_float_source https://github.com/fastfloat/fast_float.git v3.9.0 include)

# stb is included as <stb_image.h>.
third_party_headers(stb stb/stb_image.h FALLBACK stb_source https://github.com/nothings/stb.git 8b5f1f37b5b75829fc72d38e7b5d4bcbf8a26d55 .)
if(EXISTS /usr/include/stb/stb_image.h)
    target_include_directories(stb SYSTEM INTERFACE "${CMAKE_BINARY_DIR}/third_party/stb/stb")
endif()

# third_party_source(<name> <repository> <tag>): sets <name>_source to the folder of its sources.
function(third_party_source name repository tag)
    if(EXISTS "${third_party}/${name}/LICENSE" OR EXISTS "${third_party}/${name}/LICENSE.txt")
        set(${name}_source "${third_party}/${name}" PARENT_SCOPE)
    else()
        FetchContent_Declare(${name} GIT_REPOSITORY ${repository} GIT_TAG ${tag} GIT_SHALLOW ON)
        FetchContent_Populate(${name})
        set(${name}_source "${${name}_SOURCE_DIR}" PARENT_SCOPE)
    endif()
endfunction()

third_party_source(zlib https://github.com/madler/zlib.git v1.2.13)
add_library(zlib STATIC
    ${zlib_source}/adler32.c ${zlib_source}/crc32.c ${zlib_source}/deflate.c ${zlib_source}/inffast.c
    ${zlib_source}/inflate.c ${zlib_source}/inftrees.c ${zlib_source}/trees.c ${zlib_source}/zutil.c)
target_include_directories(zlib SYSTEM PUBLIC ${zlib_source})
target_compile_options(zlib PRIVATE -w)

# What packs the pages of Parquet files. Of zstd only what unpacks, built small rather than fast.
third_party_source(zstd https://github.com/facebook/zstd.git v1.5.4)
file(GLOB zstd_files "${zstd_source}/lib/decompress/*.c")
add_library(zstd STATIC ${zstd_files}
    ${zstd_source}/lib/common/entropy_common.c ${zstd_source}/lib/common/error_private.c
    ${zstd_source}/lib/common/fse_decompress.c ${zstd_source}/lib/common/xxhash.c
    ${zstd_source}/lib/common/zstd_common.c)
target_include_directories(zstd SYSTEM PUBLIC ${zstd_source}/lib)
target_compile_definitions(zstd PRIVATE ZSTD_DISABLE_ASM=1 ZSTD_STRIP_ERROR_STRINGS=1 ZSTD_LEGACY_SUPPORT=0 ZSTD_NO_TRACE=1
    HUF_FORCE_DECOMPRESS_X1=1 ZSTD_FORCE_DECOMPRESS_SEQUENCES_SHORT=1)
target_compile_options(zstd PRIVATE -w)

third_party_source(lz4 https://github.com/lz4/lz4.git v1.9.4)
add_library(lz4 STATIC ${lz4_source}/lib/lz4.c)
target_include_directories(lz4 SYSTEM PUBLIC ${lz4_source}/lib)
target_compile_options(lz4 PRIVATE -w)
