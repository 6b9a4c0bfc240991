// What is hardly seen of documents: faint edges, copied outlines, and what only looks like an edge.
#include <gtest/gtest.h>

#include "DrawnPages.h"
#include "imaging/CardOutlines.h"
#include "imaging/CleaningId.h"
#include "imaging/FaintLines.h"
#include "imaging/PaperStep.h"
#include "imaging/PrintOutside.h"
#include "imaging/Shrink.h"

namespace daiban::imaging {
namespace {

using namespace drawn;

cv::Mat1b grayGround(int width, int height, int level, double noise) {
    cv::Mat colour = blank(width, height, cv::Scalar::all(level));
    addNoise(colour, noise);
    cv::Mat1b gray;
    cv::cvtColor(colour, gray, cv::COLOR_BGR2GRAY);
    return gray;
}

bool anyLineAt(const std::vector<StraightLine>& lines, cv::Point2d a, cv::Point2d b) {
    return std::any_of(lines.begin(), lines.end(), [&](const StraightLine& line) {
        return std::abs(line.off(a)) < 2 && std::abs(line.off(b)) < 2;
    });
}

TEST(FaintLines, SeeAStepOfTwoGrayLevelsInNoise) {
    cv::Mat1b page = grayGround(800, 600, 235, 0);
    page.rowRange(300, 600) = 237;
    cv::Mat noisy;
    cv::cvtColor(page, noisy, cv::COLOR_GRAY2BGR);
    addNoise(noisy, 2);  // gray then has noise of 1.3 levels; the step is 2
    cv::cvtColor(noisy, page, cv::COLOR_BGR2GRAY);
    const auto lines = faintLines(page, Faint::Step, 200, 8);
    EXPECT_TRUE(anyLineAt(lines, {0, 300}, {800, 300}));
}

TEST(FaintLines, SeeADottedLineThatLeansAndKnowHowFarItGoes) {
    cv::Mat1b page = grayGround(900, 700, 252, 1);
    for (int x = 200; x < 700; x += 3) page(cvRound(250 + 0.03 * (x - 200)), x) = 40;
    const auto lines = faintLines(page, Faint::ThinLine, 200, 4);
    ASSERT_TRUE(anyLineAt(lines, {200, 250.5}, {700, 265.5}));
    EXPECT_NEAR(lines.front().length(), 500, 40);
}

TEST(FaintLines, TakeTheEdgeOfPrintForNoThinLine) {
    cv::Mat1b page = grayGround(900, 700, 252, 1);
    page(cv::Rect(200, 250, 500, 60)) = 60;
    EXPECT_FALSE(anyLineAt(faintLines(page, Faint::ThinLine, 200, 8), {200, 250}, {700, 250}));
    EXPECT_TRUE(anyLineAt(faintLines(page, Faint::Step, 200, 8), {200, 250}, {700, 250}));
}

TEST(FaintLines, SeeNothingInNoise) {
    EXPECT_TRUE(faintLines(grayGround(900, 700, 200, 5), Faint::Step, 200, 8).empty());
    EXPECT_TRUE(faintLines(cv::Mat1b(20, 20, uchar{0}), Faint::Step, 5, 8).empty());
}

TEST(PaperEdges, GoAroundASheetAndNotAroundATable) {
    cv::Mat ground = blank(1000, 1300, {240, 240, 240});
    const cv::Rect sheet(100, 120, 800, 1060), table(180, 300, 640, 500);
    cv::rectangle(ground, sheet, {250, 252, 253}, cv::FILLED);
    ruleTable(ground, table, 6, 3);
    addNoise(ground, 2);
    const auto corners = [](cv::Rect r) {
        return Corners{cv::Point2d(r.x, r.y), cv::Point2d(r.br().x, r.y), cv::Point2d(r.br()),
                       cv::Point2d(r.x, r.br().y)};
    };
    EXPECT_GT(shareOfPaperEdges(ground, corners(sheet)), 0.95);
    EXPECT_LT(shareOfPaperEdges(ground, corners(table)), 0.2);
}

TEST(PaperEdges, AreNotACertificatesColouredBorder) {
    cv::Mat desk = blank(1000, 800, {60, 90, 60});
    cv::rectangle(desk, cv::Rect(100, 100, 800, 600), {245, 250, 250}, cv::FILLED);
    cv::rectangle(desk, cv::Rect(130, 130, 740, 540), {90, 160, 60}, 14);
    addNoise(desk, 2);
    const Corners sheet{cv::Point2d(100, 100), {900, 100}, {900, 700}, {100, 700}};
    const Corners border{cv::Point2d(123, 123), {877, 123}, {877, 677}, {123, 677}};
    EXPECT_GT(shareOfPaperEdges(desk, sheet), 0.95);
    EXPECT_LT(shareOfPaperEdges(desk, border), 0.6);
}

TEST(PrintAround, IsWhatAPhotoOnAFormHasAndACardOnGlassHasNot) {
    const Corners photo{cv::Point2d(700, 282), {825, 282}, {825, 449}, {700, 449}};
    EXPECT_TRUE(isPrintAround(form(1000, 1414), {photo}));
    cv::Mat glass = blank(1000, 1400, {232, 232, 232});
    const cv::Mat face = card(420);
    lay(glass, face, base::rectangle(200, 300, face.cols, face.rows));
    const Corners itself{cv::Point2d(200, 300), {620, 300}, {620, 565}, {200, 565}};
    EXPECT_FALSE(isPrintAround(glass, {itself}));
    cv::Mat desk = blank(1000, 1400, {40, 80, 120});
    writeText(desk, {0, 0, 1000, 1400}, 30);
    EXPECT_FALSE(isPrintAround(desk, {itself})) << "a dark pattern is a desk";
}

TEST(Shrinking, AveragesWhatAPixelCovers) {
    cv::Mat1b page(6, 9);
    for (int r = 0; r < 6; ++r)
        for (int c = 0; c < 9; ++c) page(r, c) = static_cast<uchar>(r * 9 + c);
    const cv::Mat1b small = shrunk(page, cv::Size(3, 2));
    EXPECT_EQ(small(0, 0), 10);  // mean of 0 1 2 9 10 11 18 19 20
    EXPECT_EQ(small(1, 2), 43);  // 27 rows and 6 columns further
    const cv::Mat1b row = (cv::Mat1b(1, 3) << 0, 90, 240);
    const cv::Mat1b halves = shrunk(row, cv::Size(2, 1));
    EXPECT_EQ(halves(0, 0), 30);  // 0 and half of 90 over one and a half
    EXPECT_EQ(halves(0, 1), 190);
    const cv::Mat white = shrunk(blank(500, 400, {255, 254, 1}), cv::Size(3, 2));
    EXPECT_EQ(white.at<cv::Vec3b>(1, 1), cv::Vec3b(255, 254, 1));
    EXPECT_EQ(shrunk(page, 9).data, page.data);
}

TEST(Shrinking, IsTheSameBeforeAndAfterATurn) {
    cv::Mat page = blank(613, 457, {200, 210, 220});
    addNoise(page, 40);
    const cv::Mat small = shrunk(page, 179);
    for (const int turn : {cv::ROTATE_90_CLOCKWISE, cv::ROTATE_180, cv::ROTATE_90_COUNTERCLOCKWISE}) {
        cv::Mat turned, expected;
        cv::rotate(page, turned, turn);
        cv::rotate(small, expected, turn);
        EXPECT_EQ(cv::norm(shrunk(turned, 179), expected, cv::NORM_INF), 0) << turn;
    }
}

/// A sheet of A4 at 200 dpi onto which a card was copied; of its outline so many pixels in a hundred are left.
page::Page copiedCard(const base::Quad& at, int left, cv::Mat sheet = blank(1654, 2339, {255, 255, 255})) {
    const cv::Mat face = card(674, {255, 255, 255});
    lay(sheet, face, at);
    cv::RNG random(5);
    for (std::size_t i = 0; i < 4; ++i) {
        const base::Point a = at[i], b = at[(i + 1) % 4];
        const double length = base::distance(a, b);
        for (double t = 25; t < length - 25; t += 1)
            if (random.uniform(0, 100) < left)
                cv::circle(sheet,
                           cv::Point(cvRound(a.x + t / length * (b.x - a.x)), cvRound(a.y + t / length * (b.y - a.y))),
                           1, {60, 60, 60}, cv::FILLED);
    }
    return pageOf(sheet, 0);
}

TEST(CopiedCards, AreFoundByWhatIsLeftOfTheirOutline) {
    const base::Quad quad = turnedRectangle({600, 700}, 674, 425, 1.2);
    const auto found = findDocuments(copiedCard(quad, 25));
    ASSERT_EQ(found.size(), 1U);
    EXPECT_TRUE(found[0].edgesVisible);
    EXPECT_GT(bestOverlap(found, quad), 0.97);
}

TEST(CopiedCards, AreBothFoundOnOneSheet) {
    const base::Quad front = turnedRectangle({600, 600}, 674, 425, -0.8),
                     back = turnedRectangle({640, 1200}, 674, 425, -0.8);
    page::Page page = copiedCard(front, 30);
    page = copiedCard(back, 30, page.pixels);
    const auto found = findDocuments(page);
    ASSERT_EQ(found.size(), 2U);
    EXPECT_GT(bestOverlap(found, front), 0.96);
    EXPECT_GT(bestOverlap(found, back), 0.96);
}

TEST(CopiedCards, AreNotSeenInAForm) {
    for (const double dpi : {0.0, 200.0}) {
        const auto found = findDocuments(pageOf(form(1654, 2339), dpi));
        ASSERT_EQ(found.size(), 1U);
        EXPECT_FALSE(found[0].edgesVisible);
    }
}

TEST(CleaningId, ChangesWithTheOptions) {
    EXPECT_EQ(cleaningId({}, {}), cleaningId({}, {}));
    EXPECT_NE(cleaningId({}, {}), cleaningId({.workingSize = 900}, {}));
    EXPECT_NE(cleaningId({}, {}), cleaningId({}, {.targetDpi = 200}));
}

/// Pages that must give the same documents however they lie and whatever the resolution.
struct Sample {
    const char* name;
    page::Page page;
};

std::vector<Sample> samples() {
    cv::Mat glass = blank(1654, 2339, {225, 225, 225});
    for (const base::Point centre : {base::Point{500, 500}, {1150, 1300}}) {
        const cv::Mat face = card(660);
        lay(glass, face, turnedRectangle(centre, face.cols, face.rows, centre.x / 50));
    }
    addNoise(glass, 1.5);
    cv::Mat desk = blank(1600, 1200, {60, 100, 140});
    lay(desk, textSheet(900, 1270), {base::Point{420, 90}, {1240, 130}, {1330, 1100}, {300, 1060}});
    cv::GaussianBlur(desk, desk, {0, 0}, 1);
    addNoise(desk, 2);
    cv::Mat formOnGlass = blank(1800, 2500, {222, 222, 222});
    lay(formOnGlass, form(1654, 2339), turnedRectangle({900, 1250}, 1654, 2339, 1.7));
    addNoise(formOnGlass, 1.5);
    return {{"cards", pageOf(glass, 0)}, {"desk", pageOf(desk, 0)}, {"form", pageOf(formOnGlass, 0)}};
}

void expectSame(const std::vector<FoundDocument>& found, const std::vector<FoundDocument>& wanted,
                const std::string& what) {
    ASSERT_EQ(found.size(), wanted.size()) << what;
    for (const FoundDocument& document : wanted) EXPECT_GT(bestOverlap(found, document.quad), 0.97) << what;
}

TEST(FindDocuments, FindsTheSameHoweverThePageLies) {
    for (const Sample& sample : samples()) {
        const auto found = findDocuments(sample.page);
        const double width = sample.page.width(), height = sample.page.height();
        for (const base::Turn turn : {base::Turn::Right, base::Turn::Half, base::Turn::Left}) {
            cv::Mat pixels;
            cv::rotate(sample.page.pixels, pixels, static_cast<int>(turn) / 90 - 1);
            auto wanted = found;
            for (FoundDocument& document : wanted) document.quad = base::turned(document.quad, turn, width, height);
            expectSame(findDocuments(pageOf(pixels, 0)), wanted,
                       sample.name + std::string(" turned ") + std::to_string(static_cast<int>(turn)));
        }
    }
}

TEST(FindDocuments, FindsTheSameAt100And200And300And600Dpi) {
    for (const Sample& sample : samples()) {  // drawn at 200 dpi
        const auto found = findDocuments(sample.page);
        for (const double scale : {0.5, 1.5, 3.0}) {
            cv::Mat pixels;
            cv::resize(sample.page.pixels, pixels, {}, scale, scale, scale < 1 ? cv::INTER_AREA : cv::INTER_CUBIC);
            auto wanted = found;
            for (FoundDocument& document : wanted)
                for (base::Point& p : document.quad) p = {p.x * scale, p.y * scale};
            expectSame(findDocuments(pageOf(pixels, 0)), wanted,
                       sample.name + std::string(" x ") + std::to_string(scale));
        }
    }
}

}  // namespace
}  // namespace daiban::imaging
