#include "desk/PaperWord.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/HasSubstr.h"
#include "unit/desk/Station.h"

namespace {

using namespace daiban;
using namespace std::chrono_literals;
using support::HasSubstr;
using testing::IsEmpty;
using tests::refusalOf;
using tests::Station;

constexpr base::Date today{2026y / 3 / 16};

const documents::DocumentTypes& types() {
    static const auto loaded =
        documents::DocumentTypes::load(std::filesystem::path(DAIBAN_SOURCE_DIR) / "models/documents");
    return loaded;
}

std::string said(const std::string& type, const std::string& field, const std::string& value) {
    return refusalOf([&] {
        desk::checkWord({.type = "", .fields = {{field, value}}, .material = ""}, type, types(), today);
    });
}

TEST(PaperWord, IsRefusedWhereTheValueIsNoneOfItsKind) {
    EXPECT_THAT(said("id-card-back", "valid_until", "xyz"), HasSubstr("no day"));
    EXPECT_THAT(said("id-card-back", "valid_until", "2026-99-99"), HasSubstr("no day"));
    EXPECT_THAT(said("id-card-back", "valid_until", ""), HasSubstr("empty"));
    EXPECT_THAT(said("id-card-front", "id_number", "120116197010163821"), HasSubstr("check character"));
    EXPECT_THAT(said("id-card-front", "sex", "M"), HasSubstr("neither"));
    EXPECT_THAT(said("bank-card", "card_number", "6222000000000000"), HasSubstr("check digit"));
    EXPECT_THAT(said("business-license", "credit_code", "91350100M000100Y4Z"), HasSubstr("check character"));
    EXPECT_THAT(said("id-card-front", "name", "王\x1b[2J秀兰"), HasSubstr("control characters"));
}

TEST(PaperWord, IsTakenWhereTheValueIsOfItsKind) {
    EXPECT_THAT(said("id-card-back", "valid_until", "2030-10-03"), IsEmpty());
    EXPECT_THAT(said("id-card-back", "valid_until", "长期"), IsEmpty());
    EXPECT_THAT(said("id-card-front", "id_number", "12011619701016382X"), IsEmpty());
    EXPECT_THAT(said("id-card-front", "name", "阿依古丽·买买提"), IsEmpty());
}

TEST(PaperWord, NamesTheFieldsThereAre) {
    EXPECT_THAT(said("id-card-back", "name", "王秀兰"), HasSubstr("issuing_authority"));
    EXPECT_THAT(said("unknown", "name", "王秀兰"), HasSubstr("--type"));
}

TEST(PaperWord, OfLaterAddsToTheEarlier) {
    const auto joined = desk::joinedWords({.type = "", .fields = {{"name", "王秀兰"}}, .material = "身份证"},
                                          {.type = "", .fields = {{"sex", "女"}}, .material = ""});
    EXPECT_EQ(joined.fields.size(), 2U);
    EXPECT_EQ(joined.material, "身份证");
}

TEST(PaperWord, OfAnotherTypeForgetsTheFieldsOfTheFormer) {
    const auto joined = desk::joinedWords({.type = "bank-card", .fields = {{"card_number", "1"}}, .material = ""},
                                          {.type = "id-card-front", .fields = {}, .material = ""});
    EXPECT_THAT(joined.fields, IsEmpty());
}

TEST(PaperWord, OnAPaperThatIsNotThereIsRefused) {
    Station station;
    const auto batch = station.newId<base::BatchId>();
    station.addRead(batch, {Station::idFront("王秀兰", "12011619701016382X")});
    const auto record =
        station.desk()
            .cases
            .open(station.worker,
                  {.id = {}, .item = "SB-002", .situations = {}, .office = "SQ-0101", .applicant = {}, .batch = batch})
            .record;
    const auto confirm = [&](const desk::PaperWord& word) {
        return refusalOf([&] { station.desk().cases.confirm(station.worker, record.number, word); });
    };
    EXPECT_THAT(confirm({.page = 1, .document = 2, .correction = {}}), HasSubstr("no document 2"));
    EXPECT_THAT(confirm({.page = 2, .document = 1, .correction = {}}), HasSubstr("1 pages"));
    EXPECT_THAT(confirm({.page = 1, .document = 1, .correction = {}}), IsEmpty());
}

}  // namespace
