// When a document camera takes a page; the films are drawn.
#include "scanners/camera/PageWatch.h"

#include <gtest/gtest.h>

#include "support/DrawnFilm.h"

namespace daiban::scanners {
namespace {

using support::DrawnFilm;
using Seen = PageWatch::Seen;

/// The numbers of the frames that were taken.
std::vector<std::size_t> taken(const DrawnFilm& film) {
    PageWatch watch;
    std::vector<std::size_t> at;
    for (std::size_t i = 0; i < film.frames().size(); ++i)
        if (watch.look(film.frames()[i]) == Seen::NewPage) at.push_back(i);
    return at;
}

TEST(PageWatch, TakesEachPageOnceWhenTheHandIsGone) {
    DrawnFilm film;
    film.empty(15);
    std::vector<std::size_t> rest;
    for (unsigned page = 1; page <= 5; ++page) {
        film.comes(DrawnFilm::sheet(page));
        rest.push_back(film.frames().size());
        film.lies(DrawnFilm::sheet(page), 25);
        film.goes(DrawnFilm::sheet(page));
        film.empty(10);
    }
    const auto at = taken(film);
    ASSERT_EQ(at.size(), 5U);
    for (std::size_t i = 0; i < at.size(); ++i) {
        EXPECT_GE(at[i], rest[i]) << "the hand was there still";
        EXPECT_LT(at[i], rest[i] + 20);
    }
}

TEST(PageWatch, TakesAPageThatIsLeftLyingOnceAlsoWhenHandsPassOverIt) {
    DrawnFilm film;
    const cv::Mat sheet = DrawnFilm::sheet(1);
    film.empty(10);
    film.comes(sheet);
    for (int i = 0; i < 4; ++i) {
        film.lies(sheet, 40);
        film.isWavedOver(sheet, 20);
    }
    film.lies(sheet, 40);
    EXPECT_EQ(taken(film).size(), 1U);
}

TEST(PageWatch, TakesASheetThatIsLaidOnTheLastOne) {
    DrawnFilm film;
    film.empty(10);
    for (unsigned page = 1; page <= 3; ++page) {
        film.comes(DrawnFilm::sheet(page));
        film.lies(DrawnFilm::sheet(page), 25);
    }
    EXPECT_EQ(taken(film).size(), 3U);
}

TEST(PageWatch, TellsOneFormFromTheSameFormOfSomebodyElse) {
    DrawnFilm film;
    film.empty(10);
    for (unsigned person = 1; person <= 3; ++person) {
        film.comes(DrawnFilm::sheet(9, person));
        film.lies(DrawnFilm::sheet(9, person), 25);
    }
    EXPECT_EQ(taken(film).size(), 3U) << "they differ in one line of writing";
}

TEST(PageWatch, TakesThePageThatWasAwayAgain) {
    DrawnFilm film;
    const cv::Mat sheet = DrawnFilm::sheet(1);
    for (int i = 0; i < 2; ++i) {
        film.empty(15);
        film.comes(sheet);
        film.lies(sheet, 25);
        film.goes(sheet);
    }
    EXPECT_EQ(taken(film).size(), 2U) << "somebody laid it there twice";
}

TEST(PageWatch, WaitsForTheFocus) {
    DrawnFilm film;
    const cv::Mat sheet = DrawnFilm::sheet(1);
    film.empty(10);
    film.comes(sheet);
    film.comesIntoFocus(sheet, 4, 30);
    const std::size_t sharp = film.frames().size();
    film.lies(sheet, 25);
    const auto at = taken(film);
    ASSERT_EQ(at.size(), 1U);
    EXPECT_GE(at[0], sharp - 2) << "taken while it was blurred";
}

TEST(PageWatch, TakesNothingOfAnEmptyDeskAndOfHandsAlone) {
    DrawnFilm film;
    film.empty(60);
    film.isWavedOver(cv::Mat(2, 2, CV_8UC3, cv::Scalar(62, 82, 104)), 40);
    film.empty(40);
    EXPECT_TRUE(taken(film).empty());
}

TEST(PageWatch, TakesADarkBookletAndACard) {
    DrawnFilm film;
    const cv::Mat booklet = DrawnFilm::sheet(3, 0, cv::Scalar(40, 20, 20));
    cv::Mat card;
    cv::resize(DrawnFilm::sheet(4), card, {270, 170}, 0, 0, cv::INTER_AREA);
    film.empty(10);
    film.comes(card);
    film.lies(card, 25);
    film.goes(card);
    film.empty(15);
    film.comes(booklet);
    film.lies(booklet, 25);
    EXPECT_EQ(taken(film).size(), 2U);
}

}  // namespace
}  // namespace daiban::scanners
