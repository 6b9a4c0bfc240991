#include "text/ReadingOrder.h"

#include <algorithm>
#include <numeric>

namespace daiban::text {

namespace {

double middle(const cv::Rect& box) {
    return box.y + box.height / 2.0;
}

}  // namespace

std::vector<std::size_t> readingOrder(const std::vector<cv::Rect>& boxes) {
    std::vector<std::size_t> waiting(boxes.size());
    std::iota(waiting.begin(), waiting.end(), 0U);
    std::stable_sort(waiting.begin(), waiting.end(),
                     [&](std::size_t a, std::size_t b) { return middle(boxes[a]) < middle(boxes[b]); });
    std::vector<std::size_t> order;
    while (!waiting.empty()) {
        const cv::Rect first = boxes[waiting.front()];
        const auto rest = std::stable_partition(waiting.begin(), waiting.end(), [&](std::size_t i) {
            return middle(boxes[i]) >= first.y && middle(boxes[i]) <= first.br().y;
        });
        std::sort(waiting.begin(), rest, [&](std::size_t a, std::size_t b) { return boxes[a].x < boxes[b].x; });
        order.insert(order.end(), waiting.begin(), rest);
        waiting.erase(waiting.begin(), rest);
    }
    return order;
}

}  // namespace daiban::text
