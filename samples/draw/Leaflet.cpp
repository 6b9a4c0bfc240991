#include "samples/draw/Leaflet.h"

#include "samples/draw/Ornaments.h"

#include <algorithm>
#include <array>

namespace daiban::samples {

namespace {

struct Article {
    std::string_view headline, words;
};

constexpr std::array<Article, 4> kArticles{
    {{"春季灯展周六亮灯",
      "本周六晚六点半，河湾公园春季灯展正式亮灯。今年共设灯组四十二处，沿湖步道全长一公里半，"
      "市民可由东门或南门入园。园方提醒，晚间湖边风大，请给孩子多加一件外衣。灯展持续三周，逢雨雪天气暂停开放。"},
     {"菜市场里的修鞋摊",
      "老街菜市场东头有个修鞋摊，一干就是二十六年。摊主老赵说，过去一天要修三十多双，如今少了，"
      "可老主顾还在，有人搬了家，仍坐三站车来找他。问他何时收摊，他笑着说，手还稳，就再干几年。"},
     {"周末天气",
      "周六多云转晴，东北风三级，最高气温十六度；周日晴，南风二到三级，最高气温十九度。空气干燥，请注意补水。"},
     {"厨房里的小窍门",
      "煮面时水里放少许盐，面条不易粘连；切洋葱前把刀在凉水里浸一下，眼睛就不那么辣了。剩下的豆腐用淡盐水泡着，"
      "放进冷藏室，两三天内味道不变。"}}};

double drawArticle(Canvas& canvas, Box column, const Article& article, double headline) {
    double y = column.y;
    y += canvas.paragraph({column.x, y, column.width, 0}, article.headline,
                          {.face = Face::Hei, .size = headline, .bold = true, .lineHeight = 1.3});
    y += 1.6;
    y += canvas.paragraph({column.x, y, column.width, 0}, "\u3000\u3000" + std::string(article.words),
                          {.face = Face::Song, .size = 3.4, .lineHeight = 1.6});
    return y + 5;
}

// A riverside with lanterns, in the two inks of a cheap press.
void drawPicture(Canvas& canvas, Box box) {
    canvas.fill(box, {0.20, 0.24, 0.36});
    canvas.fill({box.x, box.y + box.height * 0.68, box.width, box.height * 0.32}, {0.28, 0.36, 0.46});
    constexpr int kLanterns = 7;
    for (int i = 0; i < kLanterns; ++i) {
        const double x = box.x + box.width * (i + 0.5) / kLanterns;
        const double y = box.y + box.height * (0.36 + 0.08 * (i % 3));
        canvas.line({x, box.y}, {x, y}, 0.3, {0.75, 0.70, 0.60});
        canvas.disc({x, y}, 4.2, {0.84, 0.26, 0.18});
        canvas.disc({x, y}, 2.2, {0.96, 0.66, 0.30});
        canvas.disc({x, box.y + box.height * 0.84}, 2.6, {0.62, 0.34, 0.30});
    }
}

}  // namespace

void drawLeaflet(Sheet& sheet, const Subject&) {
    Canvas& canvas = sheet.canvas;
    canvas.fill({0, 0, kLeaflet.width, kLeaflet.height}, {0.965, 0.955, 0.93});
    canvas.text({12, 10}, "河湾生活周刊",
                {.face = Face::Song, .size = 13, .bold = true, .colour = {0.66, 0.12, 0.12}, .letterSpacing = 1});
    canvas.text({173, 12}, "第三百一十七期", {.face = Face::Song, .size = 3.3, .align = Align::Right});
    canvas.text({173, 18}, "免费赠阅  欢迎传看", {.face = Face::Song, .size = 3.3, .align = Align::Right});
    canvas.line({12, 27}, {173, 27}, 0.8, {0.66, 0.12, 0.12});
    canvas.line({12, 28.4}, {173, 28.4}, 0.25, {0.66, 0.12, 0.12});
    constexpr double kColumn = 77;
    double left = drawArticle(canvas, {12, 34, kColumn, 0}, kArticles[0], 6.2);
    drawPicture(canvas, {96, 34, kColumn, 52});
    canvas.text({96, 88}, "湖边的灯组正在调试。", {.face = Face::Kai, .size = 3.2});
    double right = drawArticle(canvas, {96, 97, kColumn, 0}, kArticles[1], 5.6);
    left = drawArticle(canvas, {12, left + 4, kColumn, 0}, kArticles[3], 5.6);
    right = drawArticle(canvas, {96, right + 4, kColumn, 0}, kArticles[2], 5.6);
    const double foot = std::max(left, right) + 4;
    canvas.fill({12, foot, 161, 44}, {0.98, 0.90, 0.62});
    canvas.text({92.5, foot + 7}, "阳光超市  周年大酬宾",
                {.face = Face::Hei, .size = 9, .bold = true, .colour = {0.72, 0.10, 0.10}, .align = Align::Centre});
    canvas.text({92.5, foot + 22}, "鸡蛋每斤 3.98 元    大米十斤 26.80 元    酱油买一送一",
                {.face = Face::Hei, .size = 4.6, .align = Align::Centre});
    canvas.text({92.5, foot + 33}, "活动时间：周六、周日 8:00—20:00",
                {.face = Face::Song, .size = 4, .align = Align::Centre});
    drawSpecimenMark(sheet, {173, 252}, Align::Right, 2.4);
}

void drawBlankPage(Sheet&, const Subject&) {}

}  // namespace daiban::samples
