// Days on which everybody does anything: random verbs by random people, right or wrong, with the program gone between.
// After every step the books must hold: one holder, and one that took the thing; no tick nobody earned; no certificate
// with a stranger. DAIBAN_RANDOM_DAYS says how many days; a failure names its day, which DAIBAN_RANDOM_DAY repeats.
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <map>
#include <random>
#include <set>

#include "unit/desk/Station.h"

namespace {

using namespace daiban;
using tests::Station;

constexpr int stepsOfADay = 80;
constexpr auto material = "毕业证书";

struct Person {
    std::string name, number;
    bool operator==(const Person&) const = default;
};

/// Two of one name among them, and a name that differs in one character.
const std::vector<Person> people{{"王秀兰", "120116194901013821"},
                                 {"王秀兰", "120116195503124627"},
                                 {"王秀芝", "120116196209058010"},
                                 {"李建国", "120116194403150014"}};

/// What is on a page in truth, whatever anybody says of it.
struct Truth {
    std::string type;
    Person of;
};

class RandomDay {
  public:
    explicit RandomDay(unsigned seed) : chance_(seed) {
        station_.writeItem(
            "AB-001.yaml",
            "code: AB-001\nname: 试办\nfield: 民政\ndepartment: 民政局\noffice: street\ndays: 5\nversion: 1\n"
            "effective: 2026-01-01\nresult: {type: disability-certificate, name: 残疾人证}\nmaterials:\n"
            "  - {type: id-card-front, name: 居民身份证（人像面）, form: 收复印件, subject: applicant}\n"
            "  - {type: diploma, name: 毕业证书, form: 收复印件, subject: applicant}\n");
        std::ofstream(picture_, std::ios::binary) << Station::whitePicture(60, 40);
    }

    void run() {
        for (int n = 0; n < stepsOfADay && !testing::Test::HasFailure(); ++n) {
            station_.clock.advance(std::chrono::minutes{pick(90)});
            step();
            holdersAreWhoTookThem();
            ticksAreEarned();
            certificatesAreWithTheirPeople();
        }
        for (const auto& damage : station_.store.verify(store::VerifyDepth::Full).damages) ADD_FAILURE() << damage;
    }

    int done = 0, refused = 0, collected = 0, ticked = 0, arrived = 0;

  private:
    struct Case {
        std::string number;
        Person applicant;
        std::set<std::string> vouched;  ///< pictures a person said yes to
    };

    int pick(int below) { return static_cast<int>(chance_() % static_cast<unsigned>(below)); }
    template <class List>
    const auto& one(const List& list) {
        return list.at(static_cast<std::size_t>(pick(static_cast<int>(list.size()))));
    }
    Case& anyCase() { return cases_.at(static_cast<std::size_t>(pick(static_cast<int>(cases_.size())))); }
    const staff::Actor& anybody() {
        static const staff::Actor courier{.account = "wutao", .office = "SQ-0101", .roles = {staff::Role::Courier}};
        const std::vector<const staff::Actor*> all{
            &station_.worker,      &station_.worker,      &station_.pickupClerk, &station_.neighbour,
            &station_.streetClerk, &station_.bureauClerk, &station_.supervisor,  &courier};
        return *one(all);
    }
    const staff::Actor& clerkOf(const std::string& office) {
        return office == "JD-01" ? station_.streetClerk : office == "WB-RS" ? station_.bureauClerk : station_.worker;
    }
    /// Most do what their work is, else a day gets nowhere.
    bool sensible() { return pick(4) != 0; }
    const desk::Desk& desk() { return station_.desk(); }

    void step() {
        try {
            if (cases_.empty() || pick(20) == 0) return openCase();
            doSomething();
            ++done;
        } catch (const base::Error&) {
            ++refused;  // in one sentence; nothing may have happened
        }
    }

    void doSomething() {
        switch (pick(19)) {
            case 0:
            case 1:
                return addPage();
            case 2:
                return confirm();
            case 3:
                return overrule();
            case 4:
                return label(codes::TokenKind::Folder);
            case 5:
                return label(codes::TokenKind::Certificate);
            case 6:
            case 7:
                return openHandoff();
            case 8:
            case 9:
            case 10:
            case 11:
                return scan();
            case 12:
                return settle();
            case 13:
                return closeHandoff();
            case 14:
                return returnCertificate();
            case 15:
            case 18:
                return pickUp();
            case 16:
                return clockOrClose();
            default:
                return crash();
        }
    }

    base::Json randomDocument(Truth& truth) {
        truth = {.type = one(std::vector<std::string>{"id-card-front", "diploma", "unknown", "disability-certificate"}),
                 .of = one(people)};
        return Station::document(truth.type, {{"name", truth.of.name}, {"id_number", truth.of.number}});
    }

    std::vector<base::Json> documentFor(std::string& picture) {
        Truth truth;
        const auto document = randomDocument(truth);
        picture = "page" + std::to_string(++pages_) + ".jpg";
        truth_[picture] = truth;
        return {document};
    }

    void openCase() {
        const auto batch = station_.newId<base::BatchId>();
        std::string picture;
        station_.addRead(batch, documentFor(picture));
        const Person& applicant = one(people);
        const auto view = desk().cases.open(station_.worker, {.id = {},
                                                              .item = "AB-001",
                                                              .situations = {},
                                                              .office = "SQ-0101",
                                                              .applicant = {applicant.name, applicant.number},
                                                              .batch = batch});
        cases_.push_back({.number = view.record.number, .applicant = applicant, .vouched = {}});
    }

    void addPage() {
        const auto batch = station_.newId<base::BatchId>();
        std::string picture;
        const auto page = station_.addRead(batch, documentFor(picture));
        desk().cases.addPages(anybody(), anyCase().number, {page});
    }

    std::string pictureOf(const Case& one, int page) {
        const auto record = station_.store.findCase(one.number);
        const auto pages = station_.store.pagesOf(record->id);
        return page <= static_cast<int>(pages.size()) ? pages[static_cast<std::size_t>(page - 1)].sourceName : "";
    }

    void confirm() {
        Case& of = anyCase();
        const int page = 1 + pick(3);
        desk::PaperWord word{.page = page, .document = 1, .correction = {}};
        if (pick(2) == 0) word.correction.type = one(std::vector<std::string>{"diploma", "id-card-front"});
        if (pick(3) == 0) word.correction.fields = {{"name", one(people).name}};
        desk().cases.confirm(anybody(), of.number, word);
        of.vouched.insert(pictureOf(of, page));
    }

    void overrule() {
        Case& of = anyCase();
        const int page = 1 + pick(3);
        desk().cases.overrule(anybody(), of.number,
                              {.page = page,
                               .document = 1,
                               .about = pick(2) == 0 ? cases::Judged::Type : cases::Judged::Subject,
                               .ruling = pick(2) == 0 ? cases::Ruling::Accepted : cases::Ruling::Refused,
                               .material = material,
                               .reason = pick(4) == 0 ? "" : "看过原件"});
        of.vouched.insert(pictureOf(of, page));
    }

    void label(codes::TokenKind kind) {
        const bool right = sensible();
        const bool folder = kind == codes::TokenKind::Folder;
        const auto& actor = !right ? anybody() : folder ? station_.worker : station_.bureauClerk;
        const std::string where = !right ? one(offices) : folder ? "" : "WB-RS";
        const auto content = desk().labels.ofCase(actor, anyCase().number, kind, where);
        things_.insert(content.token.text);
        const auto thing = station_.store.thingByToken(content.token.id);
        took_[content.token.id].insert(thing->anchor.empty() ? thing->whereabouts.desk : thing->anchor);
    }

    void openHandoff() {
        std::string from = one(offices), to = one(offices);
        if (sensible() && !took_.empty()) {
            const auto thing = std::next(took_.begin(), pick(static_cast<int>(took_.size())))->first;
            from = station_.store.thingByToken(thing)->whereabouts.desk;
            to = from != "JD-01" ? "JD-01" : pick(2) == 0 ? "WB-RS" : "SQ-0101";
        }
        const auto record = desk().handoffs.open(
            sensible() ? clerkOf(from) : anybody(),
            pick(2) == 0 ? desk::HandoffOpening{.id = {}, .from = from, .to = to, .courier = {}}
                         : desk::HandoffOpening{
                               .id = {}, .from = from, .to = to, .courier = "孙师傅", .outside = "街道车队代送"});
        handoffs_.push_back(record.handoff.number);
    }

    void scan() {
        if (handoffs_.empty() || things_.empty()) return;
        const std::string number = sensible() ? handoffs_.back() : one(handoffs_);
        const auto route = station_.store.findHandoff(number)->handoff;
        std::string thing = *std::next(things_.begin(), pick(static_cast<int>(things_.size())));
        auto side = pick(2) == 0 ? handoff::Side::Giver : handoff::Side::Receiver;
        if (sensible())
            for (const auto& [id, parties] : took_) {
                const auto known = station_.store.thingByToken(id);
                const bool onTheWay = known->whereabouts.inTransitBy == route.id;
                if (!onTheWay && (known->whereabouts.desk != route.from || known->whereabouts.inTransit())) continue;
                thing = known->tokenText;
                side = onTheWay ? handoff::Side::Receiver : handoff::Side::Giver;
                if (pick(2) == 0) break;
            }
        const auto& actor = !sensible() ? anybody() : clerkOf(side == handoff::Side::Giver ? route.from : route.to);
        const auto verdict = pick(6) == 0                   ? handoff::Verdict::Refused
                             : side == handoff::Side::Giver ? handoff::Verdict::SignedOut
                                                            : handoff::Verdict::SignedIn;
        const auto scanned = desk().handoffs.scan(actor, number, thing,
                                                  {.id = {},
                                                   .side = side,
                                                   .verdict = verdict,
                                                   .reason = verdict == handoff::Verdict::Refused ? "破损" : "",
                                                   .order = {},
                                                   .senderTime = {}});
        for (const auto& each : scanned)
            if (side == handoff::Side::Receiver && actor.office == route.to) took_[each.thing].insert(actor.office);
    }

    void settle() {
        const auto open = desk().handoffs.discrepancies(station_.supervisor, false);
        if (open.empty()) return;
        const auto& which = one(open);
        const auto kind = one(std::vector{handoff::SettlementKind::Noted, handoff::SettlementKind::Dismissed,
                                          handoff::SettlementKind::Placed});
        const std::string party = kind == handoff::SettlementKind::Placed ? one(offices) : "";
        const auto decided = desk().handoffs.settle(
            anybody(),
            {.id = {}, .thing = which.thing, .handoff = which.number, .kind = kind, .party = party, .reason = "核实"});
        if (decided.recorded() && !party.empty()) took_[which.thing].insert(party);
    }

    void closeHandoff() {
        if (handoffs_.empty()) return;
        (void)desk().handoffs.close(anybody(), one(handoffs_),
                                    pick(2) == 0 ? handoff::Differences::Accepted : handoff::Differences::NotAllowed);
    }

    void returnCertificate() {
        const Person& holder = sensible() ? anyCase().applicant : one(people);
        intake::PageReading reading;
        reading.provenance = {.source = picture_.string(), .number = 1};
        reading.documents.emplace_back();
        auto& document = reading.documents.back().document;
        document.classification = {.type = "disability-certificate", .confidence = base::Confidence(0.99)};
        const auto put = [&](const char* name, const std::string& value, const std::string& iso = {}) {
            document.fields[name] = {.value = value, .iso = iso, .confidence = base::Confidence(0.99), .valid = true};
        };
        put("name", holder.name);
        put("id_number", holder.number);
        put("certificate_number", holder.number + "43");
        put("issue_date", "2026年3月20日", "2026-03-20");
        const auto& actor = sensible() ? station_.worker : anybody();
        for (const auto& certificate : desk().returns.match(actor, reading)) {
            const bool said = pick(3) == 0;
            if (!certificate.certain() && !said) continue;
            (void)desk().returns.decide(
                actor, {.id = station_.newId<base::EventId>(),
                        .file = picture_,
                        .page = 1,
                        .certificate = certificate,
                        .decision = handoff::ReturnDecision::Confirmed,
                        .caseKey = said ? anyCase().number : certificate.matches.front().openCase.number,
                        .reason = said && pick(2) == 0 ? "经核实" : ""});
        }
    }

    void pickUp() {
        const Case& of = anyCase();
        const Person& person = sensible() ? of.applicant : one(people);
        const auto way = pick(2) == 0   ? handoff::PickupWay::InPerson
                         : pick(2) == 0 ? handoff::PickupWay::ByAgent
                                        : handoff::PickupWay::ByPost;
        desk::PickupRequest request{.id = {},
                                    .cases = {of.number},
                                    .way = way,
                                    .person = {person.name, pick(5) == 0 ? "" : person.number},
                                    .relation = way == handoff::PickupWay::ByAgent ? "邻居" : "",
                                    .postalNumber = way == handoff::PickupWay::ByPost ? "EMS123456789CN" : "",
                                    .waiver = pick(6) == 0 ? "行动不便" : "",
                                    .authorization = {},
                                    .signature = {},
                                    .photo = {}};
        if (pick(4) == 0) request.cases.push_back(anyCase().number);
        (void)desk().pickups.pickUp(sensible() ? station_.pickupClerk : anybody(), request);
    }

    void clockOrClose() {
        const std::string& number = anyCase().number;
        if (pick(3) == 0)
            (void)desk().cases.close(anybody(), number,
                                     one(std::vector{handoff::CaseStep::Archived, handoff::CaseStep::Withdrawn}));
        else if (pick(2) == 0)
            (void)desk().cases.stopClock(anybody(), number, cases::StopReason::Supplement, std::nullopt);
        else
            (void)desk().cases.resumeClock(anybody(), number, std::nullopt);
    }

    void crash() {
        station_.store = store::Store::open(station_.dataFolder(), station_.clock, station_.random);
        station_.newDesk();
    }

    void holdersAreWhoTookThem() {
        arrived = 0;
        for (const auto& [id, parties] : took_) {
            const auto thing = station_.store.thingByToken(id);
            ASSERT_TRUE(thing.has_value());
            const auto& [desk, handoff, courier] = thing->whereabouts;
            const bool outOfTheHouse = desk.find("SQ-") != 0 && desk.find("JD-") != 0 && desk.find("WB-") != 0;
            EXPECT_TRUE(parties.contains(desk) || outOfTheHouse) << thing->shortNumber << " is at " << desk;
            if (!handoff.empty()) {
                const auto record = station_.store.findHandoff(handoff.text());
                ASSERT_TRUE(record.has_value());
                EXPECT_EQ(record->handoff.from, desk) << "carried from where it never was";
            }
            arrived += parties.size() > 1 ? 1 : 0;
        }
    }

    void ticksAreEarned() {
        ticked = 0;
        for (const Case& of : cases_) {
            const auto detail = desk().cases.show(station_.worker, of.number);
            for (const auto& requirement : detail.current.requirements) {
                if (requirement.state != cases::RequirementState::Satisfied || requirement.waived) continue;
                EXPECT_FALSE(requirement.by.empty()) << requirement.material.name << " is ticked without a paper";
                for (const auto& place : requirement.by) {
                    const Truth& truth = truth_.at(place.image);
                    const bool itsOwn = truth.type == requirement.material.type && truth.of == of.applicant;
                    EXPECT_TRUE(itsOwn || of.vouched.contains(place.image))
                        << of.number << " " << requirement.material.name << " by " << truth.type << " of "
                        << truth.of.name;
                }
                ++ticked;
            }
        }
    }

    void certificatesAreWithTheirPeople() {
        collected = 0;
        for (const Case& of : cases_) {
            const auto record = station_.store.findCase(of.number);
            const auto taken = station_.store.pickupOf(record->id);
            if (!taken) continue;
            ++collected;
            const auto& pickup = taken->pickup;
            const bool himself = pickup.personName == of.applicant.name &&
                                 (pickup.personIdNumber == of.applicant.number ||
                                  (pickup.way == handoff::PickupWay::ByPost && pickup.personIdNumber.empty()));
            const bool agent =
                pickup.way == handoff::PickupWay::ByAgent && (!pickup.authorization.empty() || !pickup.waiver.empty());
            EXPECT_TRUE(himself || agent) << of.number << " of " << of.applicant.name << " went to "
                                          << pickup.personName << " " << pickup.personIdNumber;
            if (!himself && pickup.authorization.empty()) {
                EXPECT_EQ(taken->actor, station_.supervisor.account);
            }
        }
    }

    std::mt19937 chance_;
    Station station_;
    std::filesystem::path picture_ = station_.folder() / "certificate.png";
    std::vector<Case> cases_;
    std::vector<std::string> handoffs_;
    std::set<std::string> things_;
    std::map<std::string, Truth> truth_;
    std::map<std::string, std::set<std::string>> took_;  ///< offices that had a thing, by token id
    int pages_ = 0;
    const std::vector<std::string> offices{"SQ-0101", "SQ-0101", "JD-01", "WB-RS"};
};

int numberIn(const char* variable, int otherwise) {
    const char* text = std::getenv(variable);
    return text == nullptr ? otherwise : std::atoi(text);
}

TEST(RandomDays, LeaveTheBooksRight) {
    const int only = numberIn("DAIBAN_RANDOM_DAY", -1);
    const int days = numberIn("DAIBAN_RANDOM_DAYS", 20);
    int done = 0, refused = 0, collected = 0, ticked = 0, arrived = 0;
    for (int day = only < 0 ? 0 : only; day < (only < 0 ? days : only + 1); ++day) {
        SCOPED_TRACE("day " + std::to_string(day));
        RandomDay random(static_cast<unsigned>(day));
        random.run();
        done += random.done, refused += random.refused, collected += random.collected, ticked += random.ticked,
            arrived += random.arrived;
        if (HasFailure()) break;
    }
    std::cout << done << " verbs done, " << refused << " refused, " << ticked << " ticks, " << arrived
              << " things moved, " << collected << " certificates collected\n";
    if (only < 0 && days >= 20) {
        EXPECT_GT(done, 10 * days);  // else nothing was tried
        EXPECT_GT(ticked, 0);
        EXPECT_GT(arrived, 0);
    }
}

}  // namespace
