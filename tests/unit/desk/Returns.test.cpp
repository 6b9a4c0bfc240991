#include "desk/Returns.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <set>

#include "base/Validators.h"
#include "intake/ReadingJson.h"
#include "unit/desk/Station.h"

namespace {

using namespace daiban;
using handoff::MatchVerdict;
using tests::Station;

/// GB 11643: area, birth date and order with their check character.
std::string citizenNumber(int order) {
    const std::string body =
        fmt::format("120116{}{:02}{:02}{:03}", 1930 + order % 25, 1 + order % 12, 1 + order % 28, order);
    return body + base::citizenCheckCharacter(body).value_or('?');
}

struct Resident {
    std::string name, idNumber;
    std::set<std::string> cases{};  ///< their numbers
};

/// Forty open cases of one item: two pairs of residents with the same name, one with two cases; and what comes back.
class AStackOfCertificates : public testing::Test {
  protected:
    AStackOfCertificates() {
        station.writeItem(
            "AB-001.yaml",
            "code: AB-001\nname: 高龄津贴申领\nfield: 民政\ndepartment: 民政局\noffice: street\ndays: 5\nversion: 1\n"
            "effective: 2026-01-01\nresult: {name: 优待证, type: elder-benefit-card}\nmaterials:\n"
            "  - {type: diploma, name: 毕业证书, form: 收复印件, subject: applicant}\n");
        const std::string given = "秀兰英华玉明文红国建军丽芳伟敏静强磊洋勇艳杰娟涛超霞平刚桂志新春梅海燕云龙";
        for (int n = 0; n < 39; ++n) {
            std::string name = "王" + given.substr(static_cast<std::size_t>(n % 37) * 3, 3);
            if (n == 37) name = residents[0].name;  // of the same name as the first and the second
            if (n == 38) name = residents[1].name;
            residents.push_back({.name = name, .idNumber = citizenNumber(100 + n)});
            open(residents.back());
        }
        open(residents[5]);  // two cases of one person
    }

    void open(Resident& resident) {
        const auto batch = station.newId<base::BatchId>();
        station.addRead(batch, {Station::document("diploma", {{"name", resident.name}})});
        resident.cases.insert(station.desk()
                                  .cases
                                  .open(station.worker, {.id = {},
                                                         .item = "AB-001",
                                                         .situations = {},
                                                         .office = "SQ-0101",
                                                         .applicant = {resident.name, resident.idNumber},
                                                         .batch = batch})
                                  .record.number);
    }

    /// What a certificate with these fields is found to be of.
    desk::CertificateCandidates matched(const std::vector<std::pair<std::string, std::string>>& fields) {
        intake::PageReading reading;
        const base::Json page{
            {"image", "page.png"}, {"page", 1}, {"documents", {Station::document("elder-benefit-card", fields)}}};
        for (const auto& paper : intake::papersFromJson(page))
            reading.documents.push_back({.document = paper.document});
        auto found = station.desk().returns.match(station.worker, reading);
        EXPECT_EQ(found.size(), 1U);
        return found.front();
    }
    void expectRightOrAsked(const desk::CertificateCandidates& found, const Resident& of) {
        if (found.certain())
            EXPECT_TRUE(of.cases.contains(found.matches.front().openCase.number)) << of.name;
        else
            ++asked;
        ++seen;
    }

    Station station;
    std::vector<Resident> residents;
    int seen = 0, asked = 0;
};

TEST_F(AStackOfCertificates, IsMatchedRightOrAskedAboutAndNeverWrong) {
    for (std::size_t n = 0; n < 20; ++n)  // as they were made out
        expectRightOrAsked(matched({{"name", residents[n].name}, {"id_number", residents[n].idNumber}}), residents[n]);
    EXPECT_EQ(asked, 1) << "of two cases of one person a person says which";
    for (const std::size_t n : {37U, 38U}) {  // of those with a name of two
        const auto found = matched({{"name", residents[n].name}, {"id_number", residents[n].idNumber}});
        EXPECT_TRUE(found.certain());
        expectRightOrAsked(found, residents[n]);
    }
    for (const std::size_t n : {0U, 1U, 20U}) {  // without a number
        const auto found = matched({{"name", residents[n].name}});
        EXPECT_FALSE(found.certain()) << residents[n].name;
        expectRightOrAsked(found, residents[n]);
    }
    auto misread = residents[21].idNumber;
    misread[10] = misread[10] == '1' ? '7' : '1';
    expectRightOrAsked(matched({{"name", residents[21].name}, {"id_number", misread}}), residents[21]);
    expectRightOrAsked(matched({{"name", "王某"}, {"id_number", residents[22].idNumber}}), residents[22]);
    for (const auto& [name, number] :
         {std::pair{std::string("赵云"), citizenNumber(700)},
          std::pair{residents[0].name, citizenNumber(701)},  // a name of the list, another person
          std::pair{std::string("王兰英"), citizenNumber(702)}}) {
        const auto found = matched({{"name", name}, {"id_number", number}});
        EXPECT_FALSE(found.certain()) << name;
        for (const auto& match : found.matches) EXPECT_EQ(match.verdict, MatchVerdict::None) << name;
        ++seen;
    }
    EXPECT_EQ(seen, 30);
    EXPECT_EQ(asked, 6);
}

}  // namespace
