// One language at a time: help, results and refusals in the language that was asked for, and nothing of the other.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <regex>
#include <set>
#include <sstream>

#include "base/Text.h"
#include "support/RunDaiban.h"
#include "support/TemporaryFolder.h"

namespace {

using namespace daiban;
using support::runDaiban;
using testing::HasSubstr;
namespace fs = std::filesystem;

const fs::path samples = fs::path(DAIBAN_SOURCE_DIR) / "samples/first-run";

bool isOfHan(char32_t c) {
    return (c >= 0x3000 && c <= 0x303F) || (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0xFF00 && c <= 0xFFEF);
}

/// The runs of Chinese in a text.
std::set<std::string> chineseIn(const std::string& text) {
    std::set<std::string> runs;
    std::string run;
    for (const char32_t c : base::toCodePoints(text + " ")) {
        if (isOfHan(c))
            run += base::toUtf8(c);
        else if (!run.empty())
            runs.insert(std::exchange(run, {}));
    }
    return runs;
}

/// Four words of English in a row are a sentence.
std::string englishIn(const std::string& text) {
    static const std::regex sentence("\\b[A-Za-z]?[a-z]+ [a-z]+ [a-z]+ [a-z]+");
    std::smatch found;
    return std::regex_search(text, found, sentence) ? found.str() : "";
}

std::string helpOf(std::vector<std::string> command, const std::string& language) {
    command.insert(command.end(), {"--lang", language, "--help"});
    const auto finished = runDaiban(command);
    EXPECT_EQ(finished.exitCode, 0) << finished.err;
    return finished.out;
}

struct Command {
    std::vector<std::string> words;  ///< before --help
    std::string help{};              ///< in English
};

std::vector<Command> everyCommand() {
    std::vector<Command> all{{}};
    for (std::size_t i = 0; i < all.size(); ++i) {
        const auto above = all[i].words;
        all[i].help = helpOf(above, "en");
        std::istringstream help(all[i].help);
        bool inside = false;
        for (std::string line; std::getline(help, line);) {
            if (line == "Subcommands:") {
                inside = true;
            } else if (inside && line.starts_with("  ") && line.size() > 2 && line[2] != ' ') {
                auto below = above;
                below.push_back(line.substr(2, line.find(' ', 2) - 2));
                all.push_back({.words = std::move(below)});
            }
        }
    }
    return all;
}

TEST(HelpOfEveryCommand, IsInOneLanguage) {
    const auto commands = everyCommand();
    EXPECT_GT(commands.size(), 80U);
    for (const auto& [command, help] : commands) {
        const std::string name = base::joined(command, " ");
        auto foreign = chineseIn(help);
        foreign.erase("无");  // typed as it is
        EXPECT_THAT(foreign, testing::IsEmpty()) << name;
        EXPECT_EQ(englishIn(helpOf(command, "zh-CN")), "") << name;
    }
}

TEST(Language, IsThatOfTheLocaleAndLangSaysOtherwise) {
    const auto refusal = [](const std::vector<std::string>& more, const std::map<std::string, std::string>& locale) {
        std::vector<std::string> arguments{"types", "show", "nothing"};
        arguments.insert(arguments.end(), more.begin(), more.end());
        return runDaiban(arguments, locale).err;
    };
    const std::string chinese = "daiban: 没有材料类型“nothing”；见 daiban types list。\n";
    const std::string english = "daiban: There is no document type 'nothing'; see daiban types list.\n";
    EXPECT_EQ(refusal({}, {{"LC_ALL", "zh_CN.UTF-8"}}), chinese);
    EXPECT_EQ(refusal({}, {{"LC_ALL", "en_US.UTF-8"}}), english);
    EXPECT_EQ(refusal({}, {{"LC_ALL", ""}, {"LC_MESSAGES", ""}, {"LANG", "en_GB"}}), english);
    EXPECT_EQ(refusal({}, {{"LC_ALL", ""}, {"LC_MESSAGES", "zh_CN"}, {"LANG", "en_GB"}}), chinese);
    for (const char* none : {"C", "POSIX", "C.UTF-8", ""})
        EXPECT_EQ(refusal({}, {{"LC_ALL", none}, {"LC_MESSAGES", ""}, {"LANG", ""}}), chinese) << none;
    EXPECT_EQ(refusal({"--lang", "zh-CN"}, {{"LC_ALL", "en_US"}}), chinese);
    EXPECT_EQ(refusal({"--lang=en"}, {{"LC_ALL", "zh_CN"}}), english);
    const auto unknown = runDaiban({"--lang", "fr", "types", "list"});
    EXPECT_EQ(unknown.exitCode, 1);
    EXPECT_EQ(unknown.err, "daiban: There is no language 'fr'; use zh-CN or en.\n");
}

TEST(WrongArguments, AreRefusedInTheLanguage) {
    EXPECT_EQ(runDaiban({"pickup", "--lang", "zh-CN"}).err, "daiban: 缺少 cases；见 daiban --help。\n");
    EXPECT_EQ(runDaiban({"pickup"}).err, "daiban: cases is required; see daiban --help.\n");
    EXPECT_THAT(runDaiban({"overdue", "--days", "-3", "--lang", "zh-CN"}).err, HasSubstr("不在 0 到 10000 之间"));
    EXPECT_THAT(runDaiban({"read", "a.jpg", "--nonsense", "--lang", "zh-CN"}).err, HasSubstr("没有要求这个参数"));
    EXPECT_THAT(runDaiban({"pikcup", "--lang", "zh-CN"}).err, HasSubstr("没有命令“daiban pikcup”；相近的有：pickup"));
    EXPECT_THAT(runDaiban({"--lang", "zh-CN"}).err, HasSubstr("要给出一个子命令"));
}

/// A day at the counter, told in both languages.
class Day : public testing::Test {
  protected:
    support::TemporaryFolder folder_;

    support::Finished run(std::vector<std::string> arguments) const {
        arguments.insert(arguments.end(), {"--data", (folder_.path() / "data").string()});
        return runDaiban(arguments);
    }
    [[nodiscard]] std::string file(const char* name) const { return (folder_.path() / name).string(); }

    /// What is Chinese in every language: names of items, materials, types and offices, people, what papers say.
    std::set<std::string> quoted() const {
        std::string all = "王秀兰 社工 送件人甲 无 张三丰 袋子破了 材料退回";
        for (const auto& asked : std::vector<std::vector<std::string>>{{"items", "show", "SB-002", "--json"},
                                                                       {"types", "list", "--json"},
                                                                       {"office", "list", "--json"},
                                                                       {"slip", "list", "--json"}})
            all += run(asked).out + " ";
        return chineseIn(all);
    }
    static void leaveOut(std::string& text, const std::set<std::string>& words) {
        std::vector<std::string> longestFirst(words.begin(), words.end());
        std::ranges::sort(longestFirst, [](const auto& a, const auto& b) { return a.size() > b.size(); });
        for (const auto& word : longestFirst)
            for (auto at = text.find(word); at != std::string::npos; at = text.find(word, at))
                text.replace(at, word.size(), " ");
    }
};

TEST_F(Day, IsToldInOneLanguageAtATime) {
    const auto json = [&](std::vector<std::string> arguments) {
        arguments.push_back("--json");
        return run(arguments).lines().back();
    };
    const std::string card = (samples / "05-bank-card.jpg").string();
    const std::string number = json({"case", "open", "--item", "SB-002", "--applicant", "王秀兰/12011619701016382X",
                                     "--office", "SQ-0101", "--no-read", card})["number"];
    const std::string token = json({"label", "folder", number, "-o", file("folder.png")})["token"];
    const std::string handoff = json({"handoff", "open", "--from", "SQ-0101", "--to", "JD-01", "--courier", "courier-1",
                                      "--outside", "没有账户"})["number"];
    // What changes nothing is told twice; of what changes something the second is a repetition or a refusal.
    const std::vector<std::vector<std::string>> told{
        {"check", "--item", "SB-002"},
        {"case", "list"},
        {"case", "show", number},
        {"case", "search", "12011619701016382X"},
        {"case", "loose"},
        {"case", "removed", number},
        {"case", "confirm", number, "--page", "9"},
        {"case", "situation", number, "nonsense"},
        {"case", "applicant", number, "--name", "张三丰9", "--reason", "x"},
        {"slip", "notice", number, "-o", file("notice.pdf"), "--overwrite"},
        {"slip", "delivery", number, "-o", file("delivery.pdf")},
        {"label", "certificate", number, "-o", file("certificate.png")},
        {"handoff", "scan", handoff, "--side", "receiver", token},
        {"handoff", "scan", handoff, "--side", "giver", token},
        {"handoff", "scan", handoff, "--side", "giver", handoff},
        {"handoff", "show", handoff},
        {"handoff", "close", handoff},
        {"handoff", "differences"},
        {"handoff", "scan", handoff, "--side", "receiver", token},
        {"handoff", "list"},
        {"pickup", number, "--person", "王秀兰/12011619701016382X"},
        {"overdue", "--days", "0"},
        {"track", number},
        {"track", "nothing"},
        {"find", "王秀兰"},
        {"find", "--count-by", "status"},
        {"find", "--csv", "-"},
        {"case", "stop", number, "--reason", "special"},
        {"case", "resume", number},
        {"case", "close", number, "--step", "withdrawn"},
        {"case", "reopen", number, "--reason", "x"},
        {"label", "queue", "--all"},
        {"items", "show", "SB-002"},
        {"items", "deadline", "SB-002", "--from", "2027-02-01"},
        {"items", "show", "SB-0002"},
        {"office", "list"},
        {"audit"},
        {"verify"},
        {"export", number, "-o", file("data/daiban.db")},
    };
    const auto words = quoted();
    for (const auto& one : told)
        for (const char* language : {"en", "zh-CN"}) {
            auto arguments = one;
            arguments.insert(arguments.end(), {"--lang", language});
            const auto finished = run(arguments);
            std::string text = finished.out + finished.err;
            EXPECT_FALSE(finished.exitCode == 15) << text;
            const std::string name = base::joined(one, " ");
            if (std::string_view(language) == "en") {
                leaveOut(text, words);
                EXPECT_THAT(chineseIn(text), testing::IsEmpty()) << name << "\n" << text;
            } else {
                EXPECT_EQ(englishIn(text), "") << name << "\n" << text;
            }
        }
}

TEST_F(Day, IsTheSameInJsonWhateverTheLanguage) {
    const std::string number =
        run({"case", "open", "--item", "SB-002", "--applicant", "王秀兰/12011619701016382X", "--office", "SQ-0101",
             "--no-read", (samples / "05-bank-card.jpg").string(), "--json"})
            .lines()
            .back()["number"];
    for (const std::vector<std::string>& asked : std::vector<std::vector<std::string>>{{"check", "--item", "SB-002"},
                                                                                       {"track", number},
                                                                                       {"find", "--count-by", "status"},
                                                                                       {"items", "show", "SB-002"}}) {
        auto english = asked, chinese = asked;
        english.insert(english.end(), {"--json", "--lang", "en"});
        chinese.insert(chinese.end(), {"--json", "--lang", "zh-CN"});
        EXPECT_EQ(run(english).out, run(chinese).out) << asked.front();
    }
}

}  // namespace
