// Two processes race for one folder: each signs it out on a handoff of its own, at the same moment. One of them must
// have it, the other must be refused in words, and the books must say the same.
// bench_custody_race [ROUNDS] [DATA]
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>

#include "store/Store.h"

namespace {

using namespace daiban;

struct Race {
    std::string folder;
    base::HandoffId sheets[2];
};

std::string tokenIdOf(int number) {
    std::string id = "RACE000000000000";
    for (std::size_t at = id.size(); number > 0; number /= 10) id[--at] = static_cast<char>('0' + number % 10);
    return id;
}

Race prepared(store::Store& store, const base::CaseId& opened, base::Clock& clock, base::Random& random, int round) {
    Race race{.folder = tokenIdOf(round + 1), .sheets = {}};
    store.registerThing({.tokenId = race.folder,
                         .tokenText = "10" + race.folder + "HHHHHHHHHHHHHHHHC",
                         .kind = codes::TokenKind::Folder,
                         .caseId = opened,
                         .shortNumber = "R" + std::to_string(round),
                         .desk = {},
                         .actor = {.account = "bench"}});
    for (auto& sheet : race.sheets) {
        sheet = base::HandoffId::make(clock, random);
        store.openHandoff({.id = sheet, .from = "SQ-0101", .to = "JD-01", .courier = "c", .sheetToken = {},
                           .actor = {.account = "bench"}});
    }
    return race;
}

/// One side of the race; writes 'a' (applied), 'r' (refused in words) or 'x'.
void run(store::Store& store, const Race& race, int who, base::Clock& clock, base::Random& random, int answers) {
    const auto recorded = store.recordCustody({.id = base::EventId::make(clock, random),
                                               .handoff = race.sheets[who],
                                               .thing = race.folder,
                                               .side = handoff::Side::Giver,
                                               .verdict = handoff::Verdict::SignedOut,
                                               .reason = {},
                                               .actor = {.account = "clerk" + std::to_string(who),
                                                         .office = "SQ-0101", .roles = {}},
                                               .senderTime = clock.now()});
    char answer = 'x';
    if (recorded.outcome.kind == handoff::OutcomeKind::Applied) answer = 'a';
    if (recorded.outcome.kind == handoff::OutcomeKind::Refused && !recorded.outcome.sentence.empty()) answer = 'r';
    if (write(answers, &answer, 1) != 1) std::_Exit(1);
}

/// A process of its own that runs whenever a byte comes down `go`.
pid_t runner(const std::filesystem::path& data, const int go[2], const int answers[2], int who, int rounds,
             const std::string& plan) {
    const pid_t child = fork();
    if (child != 0) return child;
    base::SystemClock clock;
    base::SystemRandom random;
    store::Store store = store::Store::open(data, clock, random);
    for (int round = 0; round < rounds; ++round) {
        char byte = 0;
        if (read(go[0], &byte, 1) != 1) std::_Exit(1);
        Race race{.folder = tokenIdOf(round + 1), .sheets = {}};
        for (int i = 0; i < 2; ++i)
            race.sheets[i] = base::HandoffId(plan.substr(static_cast<std::size_t>(round * 2 + i) * 36, 36));
        run(store, race, who, clock, random, answers[1]);
    }
    std::_Exit(0);
}

base::HandoffId sheetOf(const std::string& plan, int round, int who) {
    return base::HandoffId(plan.substr(static_cast<std::size_t>(round * 2 + who) * 36, 36));
}

/// The store is whole and has every folder where its winner was told it is.
bool booksAgree(const std::filesystem::path& data, const std::string& plan, const std::string& winners) {
    base::SystemClock clock;
    base::SystemRandom random;
    const store::Store store = store::Store::open(data, clock, random);
    bool agree = store.verify(store::VerifyDepth::Quick).clean();
    for (std::size_t round = 0; round < winners.size(); ++round) {
        const int number = static_cast<int>(round);
        const auto thing = store.thingByToken(tokenIdOf(number + 1));
        agree = agree && thing && thing->whereabouts.inTransitBy == sheetOf(plan, number, winners[round] - '0');
    }
    return agree;
}

}  // namespace

int main(int count, char** arguments) {
    const int rounds = count > 1 ? std::atoi(arguments[1]) : 200;
    const std::filesystem::path data =
        count > 2 ? arguments[2] : (std::filesystem::temp_directory_path() / ("race-" + std::to_string(getpid())));
    std::string plan;
    {
        base::SystemClock clock;
        base::SystemRandom random;
        store::Store store = store::Store::open(data, clock, random);
        const auto opened = base::CaseId::make(clock, random);
        store.openCase({.id = opened, .itemCode = "YL-001", .itemVersion = "1", .situations = {}, .applicantName = "甲",
                        .applicantIdNumber = {}, .office = "SQ-0101", .pages = {}, .actor = {.account = "bench"}});
        for (int round = 0; round < rounds; ++round)
            for (const auto& sheet : prepared(store, opened, clock, random, round).sheets) plan += sheet.text();
    }
    int go[2][2];
    int answers[2][2];
    pid_t children[2];
    for (int who = 0; who < 2; ++who) {
        if (pipe(go[who]) != 0 || pipe(answers[who]) != 0) return 1;
        children[who] = runner(data, go[who], answers[who], who, rounds, plan);
    }
    int oneHolder = 0;
    int firstWon = 0;
    std::string winners;
    for (int round = 0; round < rounds; ++round) {
        char said[2] = {0, 0};
        for (auto& pipe : go)
            if (write(pipe[1], "g", 1) != 1) return 1;
        for (int who = 0; who < 2; ++who)
            if (read(answers[who][0], &said[who], 1) != 1) return 1;
        oneHolder += (said[0] == 'a' && said[1] == 'r') || (said[0] == 'r' && said[1] == 'a') ? 1 : 0;
        firstWon += said[0] == 'a' ? 1 : 0;
        winners += said[0] == 'a' ? '0' : '1';
    }
    for (const pid_t child : children) waitpid(child, nullptr, 0);
    const bool agrees = booksAgree(data, plan, winners);
    std::printf("%d rounds: one holder and the other refused in words %d times; the first process won %d; %s\n", rounds,
                oneHolder, firstWon, agrees ? "the books agree" : "THE BOOKS DIFFER");
    if (count <= 2) std::filesystem::remove_all(data);
    return oneHolder == rounds && agrees ? 0 : 1;
}
