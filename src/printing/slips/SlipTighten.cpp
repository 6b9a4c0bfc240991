#include "printing/slips/SlipTighten.h"

#include <algorithm>
#include <array>

namespace daiban::printing {

namespace {

struct Step {
    double spaces = 1;  ///< between blocks, of handwriting lines, in rows
    double lines = 1;   ///< of running text
    double print = 1;
    double seal = 1;
};
constexpr std::array<Step, tightenings> steps{Step{}, Step{.spaces = 0.6},
                                              Step{.spaces = 0.4, .lines = 0.92, .seal = 0.9},
                                              Step{.spaces = 0.3, .lines = 0.9, .print = 0.9, .seal = 0.85}};
constexpr double leastPrint = 9, leastSmallPrint = 7.5;  // points
constexpr double leastForHandwriting = 1.5;              // ems

double smaller(double size, double by, double least) {
    return size <= 0 ? size : std::max(size * by, std::min(size, least));
}

class Tightening {
  public:
    explicit Tightening(const Step& step) : step_(step) {}

    void operator()(SlipHeading& heading) const {
        heading.officeSize = smaller(heading.officeSize, step_.print, leastPrint);
        heading.titleSize = smaller(heading.titleSize, step_.print, leastPrint);
    }
    void operator()(SlipParagraph& paragraph) const { print(paragraph.size); }
    void operator()(SlipFields& fields) const { print(fields.size); }
    void operator()(SlipTable& table) const {
        print(table.size);
        table.leastRows = 0;
    }
    void operator()(SlipList& list) const { print(list.size); }
    void operator()(SlipSignatures& signatures) const {
        print(signatures.size);
        signatures.height *= step_.spaces;
        signatures.spacing = std::max(leastForHandwriting, signatures.spacing * (1 - (1 - step_.spaces) / 2));
        for (SlipParty& party : signatures.parties) party.seal *= step_.seal;
    }
    void operator()(SlipFootnote& footnote) const {
        footnote.size = smaller(footnote.size, step_.print, leastSmallPrint);
    }
    template <class Other>
    void operator()(Other&) const {}

  private:
    void print(double& size) const { size = smaller(size, step_.print, leastPrint); }
    const Step& step_;
};

}  // namespace

SlipDesign tightened(const SlipDesign& design, int step) {
    const Step& how = steps.at(static_cast<std::size_t>(step));
    if (step == 0) return design;
    SlipDesign tight = design;
    tight.rowRoom *= how.spaces;
    tight.spacing *= how.lines;
    tight.size = smaller(tight.size, how.print, leastPrint);
    for (SlipBlock& block : tight.blocks) {
        block.before *= how.spaces;
        std::visit(Tightening(how), block.what);
    }
    return tight;
}

}  // namespace daiban::printing
