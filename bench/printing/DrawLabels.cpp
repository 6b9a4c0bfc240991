// Draws every label design, a page of every label sheet and the calibration page, to be looked at:
//   draw_labels MODELS FOLDER [long]      long: with the longest names there are
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>

#include "codes/label/LabelToken.h"
#include "page/PageFile.h"
#include "printing/labels/Label.h"
#include "printing/labels/LabelSheet.h"

namespace {

using namespace daiban;

void write(const std::filesystem::path& file, const std::string& bytes) {
    std::ofstream(file, std::ios::binary) << bytes;
    std::printf("%s\n", file.c_str());
}

printing::LabelContent contentOf(const codes::TokenKeys& keys, base::Random& random, codes::TokenKind kind,
                                 bool isLong) {
    printing::LabelContent content{.token = keys.issue(kind, random),
                                   .shortNumber = {},
                                   .title = {},
                                   .item = "城乡居民基本养老保险参保登记",
                                   .office = "晴川街道柳岸社区",
                                   .date = "2026-11-23"};
    content.shortNumber = codes::shortNumberOf(content.token);
    if (isLong) {
        content.item = "领取失业保险金期间死亡丧葬补助金和抚恤金申领";
        content.office = "样例区人力资源和社会保障局";
    }
    if (kind == codes::TokenKind::Sheet) {
        content.item = "JJ-2026-000012-7";
        content.office = isLong ? "晴川街道柳岸社区 → 样例区人力资源和社会保障局" : "晴川街道柳岸社区 → 晴川街道办事处";
    }
    if (kind == codes::TokenKind::Desk) content.item = "交接时请扫此码";
    return content;
}

}  // namespace

int main(int argc, char** argv) {
    const bool isLong = argc == 4 && std::string(argv[3]) == "long";
    if (argc != 3 && !isLong) {
        std::fprintf(stderr, "draw_labels MODELS FOLDER [long]\n");
        return 1;
    }
    const std::filesystem::path models = argv[1];
    const std::filesystem::path folder = argv[2];
    std::filesystem::create_directories(folder);
    base::SeededRandom random(1);
    const auto keys = codes::TokenKeys::openOrCreate(folder / "keys", random);
    const auto designs = printing::loadLabelDesigns(models / "labels");
    for (const auto& [name, design] : designs)
        write(folder / (name + ".png"), printing::labelPng(design, contentOf(keys, random, design.kind, isLong), 203));
    for (const auto& [name, sheet] : printing::loadLabelSheets(models / "labels/sheets")) {
        std::vector<printing::SheetLabel> labels;
        for (int i = 0; i < sheet.labels() - 5; ++i) {
            constexpr codes::TokenKind kinds[] = {codes::TokenKind::Folder, codes::TokenKind::Certificate,
                                                  codes::TokenKind::Sheet, codes::TokenKind::Desk};
            const auto kind = kinds[i / 2 % 4];
            labels.push_back({contentOf(keys, random, kind, isLong), &designs.at(sheet.designs.at(kind))});
        }
        write(folder / ("sheet-" + name + ".pdf"),
              printing::labelSheetPdf(sheet, labels, {.first = 4, .skipped = {6, 8}}));
    }
    write(folder / "calibration.pdf", printing::calibrationPdf());
    return 0;
}
