// Any bytes as HTML: ranges lie inside the text, and rewriting is either nothing or a splice of the found links.
#include "rewriter/FakeMinter.h"

#include "rewriter/LinkRewriter.h"
#include "rewriter/html/HtmlScanner.h"

#include <cstdlib>

using namespace unmta::rewriter;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string_view text(reinterpret_cast<const char *>(data), size);
    HtmlScanner scanner(text);
    HtmlTag tag;
    std::size_t last = 0;
    while (scanner.next(tag)) {
        if (tag.range.begin < last || tag.range.end > size || tag.range.size() < 3)
            std::abort();
        last = tag.range.end;
        for (const HtmlAttribute &attribute : tag.attributes) {
            if (attribute.name.begin < tag.range.begin || attribute.value.end > tag.range.end ||
                attribute.value.begin > attribute.value.end)
                std::abort();
        }
    }
    unmta::test::FakeMinter minter;
    const QByteArray html(text.data(), static_cast<qsizetype>(size));
    const RewriteOutcome outcome = rewriteHtml(html, {}, {}, minter);
    if (outcome.result == RewriteResult::PassedThrough ||
        (outcome.result == RewriteResult::Unchanged && outcome.bytes != html))
        std::abort();
    return 0;
}
