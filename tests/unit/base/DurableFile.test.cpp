#include "base/DurableFile.h"

#include <gmock/gmock.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include <csignal>
#include <fstream>
#include <iterator>
#include <thread>

#include "support/TemporaryFolder.h"

namespace daiban::base {
namespace {

std::string contentOf(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

std::size_t filesIn(const std::filesystem::path& folder) {
    return static_cast<std::size_t>(
        std::distance(std::filesystem::directory_iterator(folder), std::filesystem::directory_iterator()));
}

/// Lets no file grow past a size, as a full disk does.
class SmallDisk {
  public:
    explicit SmallDisk(rlim_t bytes) {
        std::signal(SIGXFSZ, SIG_IGN);
        getrlimit(RLIMIT_FSIZE, &before_);
        const rlimit small{bytes, before_.rlim_max};
        setrlimit(RLIMIT_FSIZE, &small);
    }
    ~SmallDisk() {
        setrlimit(RLIMIT_FSIZE, &before_);
        std::signal(SIGXFSZ, SIG_DFL);
    }
    SmallDisk(const SmallDisk&) = delete;
    SmallDisk& operator=(const SmallDisk&) = delete;

  private:
    rlimit before_{};
};

TEST(ADurableFile, HoldsWhatWasWrittenForItsOwnerOnly) {
    const support::TemporaryFolder folder;
    const auto file = folder.path() / "keys.json";
    const std::string bytes("a\0b", 3);
    EXPECT_FALSE(writeDurably(file, bytes));
    EXPECT_EQ(contentOf(file), bytes);
    EXPECT_FALSE(writeDurably(file, "second"));
    EXPECT_EQ(contentOf(file), "second");
    struct stat status {};
    ASSERT_EQ(stat(file.c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777U, 0600U);
    EXPECT_EQ(filesIn(folder.path()), 1U) << "nothing unfinished is left";
}

TEST(ADurableFile, OnAFullDiskStaysAsItWas) {
    const support::TemporaryFolder folder;
    const auto file = folder.path() / "keys.json";
    ASSERT_FALSE(writeDurably(file, "before"));
    {
        const SmallDisk disk(1024);
        EXPECT_EQ(writeDurably(file, std::string(100'000, 'x')), std::errc::file_too_large);
    }
    EXPECT_EQ(contentOf(file), "before");
    EXPECT_EQ(filesIn(folder.path()), 1U);
}

TEST(ADurableFile, InAFolderThatIsNotThereSaysSo) {
    const support::TemporaryFolder folder;
    EXPECT_EQ(writeDurably(folder.path() / "no" / "file", "x"), std::errc::no_such_file_or_directory);
    EXPECT_EQ(syncFolder(folder.path() / "no"), std::errc::no_such_file_or_directory);
}

TEST(ADurableFile, ThatIsAFolderAlreadyLeavesNothingBehind) {
    const support::TemporaryFolder folder;
    std::filesystem::create_directories(folder.path() / "here" / "in the way");
    EXPECT_TRUE(writeDurably(folder.path() / "here", "x"));
    EXPECT_EQ(filesIn(folder.path()), 1U);
}

TEST(ADurableFile, IsUnfinishedInTheFolderThatWasNamedOnly) {
    const support::TemporaryFolder folder;
    const auto unfinished = folder.path() / "tmp";
    EXPECT_TRUE(writeDurably(folder.path() / "file", "x", {.temporaryFolder = unfinished})) << "it is not there";
    EXPECT_FALSE(std::filesystem::exists(folder.path() / "file"));
    std::filesystem::create_directory(unfinished);
    EXPECT_FALSE(writeDurably(folder.path() / "file", "x", {.temporaryFolder = unfinished}));
    EXPECT_EQ(contentOf(folder.path() / "file"), "x");
    EXPECT_EQ(filesIn(unfinished), 0U);
}

TEST(ADurableFile, WrittenByManyAtOnceIsOneOfTheirs) {
    const support::TemporaryFolder folder;
    const auto file = folder.path() / "file";
    {
        std::vector<std::jthread> writers;
        for (char c = 'a'; c < 'e'; ++c)
            writers.emplace_back([&, c] {
                for (int i = 0; i < 20; ++i) EXPECT_FALSE(writeDurably(file, std::string(10'000, c)));
            });
    }
    const std::string content = contentOf(file);
    EXPECT_EQ(content, std::string(10'000, content.front()));
    EXPECT_EQ(filesIn(folder.path()), 1U);
}

}  // namespace
}  // namespace daiban::base
