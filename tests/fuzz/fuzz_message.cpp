// Any bytes as a message: part ranges lie inside it, and what is not rewritten stays as it was.
#include "rewriter/FakeMinter.h"

#include "rewriter/LinkRewriter.h"
#include "rewriter/mime/MimeScanner.h"

#include <cstdlib>

using namespace unmta::rewriter;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray message(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    const std::string_view text(message.constData(), size);
    std::size_t last = 0;
    for (const MimePart &part : scanMime(text, {}).parts) {
        if (part.body.begin < last || part.body.end < part.body.begin || part.body.end > size)
            std::abort();
        const ByteRange &field = part.encodingField;
        if (part.mayReencode && (field.begin < last || field.end < field.begin || field.end > part.body.begin))
            std::abort();
        last = part.body.end;
    }
    unmta::test::FakeMinter minter;
    minter.length = size % 2 == 0 ? 0 : 1200; // more than a line holds
    RewriteRules rules;
    rules.plainText = true;
    const RewriteOutcome outcome = rewriteMessage(message, rules, {}, minter);
    if (outcome.result != RewriteResult::Rewritten && outcome.bytes != message)
        std::abort();
    if (outcome.result != RewriteResult::PassedThrough && outcome.bodyBegin > outcome.bytes.size())
        std::abort();
    return 0;
}
