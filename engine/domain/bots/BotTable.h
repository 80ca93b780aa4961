// The rules that tell programs from people, as a table: resources/bots/rules.tsv, or one of the same form. One line per
// pattern, five columns with one tab between them: rule, kind, field, pattern, source. A rule is one line or several in
// a row; of two rules that fit, the earlier one counts. Lines that are empty or begin with "#" are nothing.
//
//   field          pattern, in lower case
//   method         the method
//   agent          a part of the User-Agent; "^" before it ties it to the beginning, "$" behind it to the end
//   header NAME    what the field's value begins with; "$" behind it: the whole value
//   address        a range of addresses of clients, up to 24 bits, of IPv6 up to 48: so that it says the same of an
//                  address that is stored truncated
#pragma once

#include "base/IpAddress.h"
#include "base/Result.h"

#include <QByteArray>

#include <optional>
#include <vector>

namespace unmta {

// What kind of program it is. The name is the event's verdict (`bot`), but for the first two.
enum class BotKind : std::uint8_t
{
    ImageProxy, // loads when a person opens: a person
    Hosting,    // an address of a data centre: no verdict by itself, but one of the signs that BehaviourJudge reads
    HeadRequest,
    Prefetch,
    NoUserAgent,
    ApplePrivacy,
    LinkScanner,
    LinkPreview,
    Crawler,
    Monitor,
    HttpLibrary,
};

[[nodiscard]] QByteArrayView botKindName(BotKind kind);
// Empty for those who are no program.
[[nodiscard]] QByteArrayView botVerdictName(BotKind kind);

struct BotRule
{
    QByteArray name;
    BotKind kind;
    QByteArray source; // from where it is known
};

enum class BotField : std::uint8_t
{
    Method,
    Agent,
    Header,
    Address,
};

struct BotPattern
{
    std::size_t rule; // index into BotTable::rules
    BotField field;
    QByteArray header;            // its name, for Header
    QByteArray text;              // without the signs of where it stands
    bool atStart;                 // Agent
    bool atEnd;                   // Agent, Header
    std::optional<IpRange> range; // Address
};

struct BotTable
{
    std::vector<BotRule> rules; // in the order of their precedence
    std::vector<BotPattern> patterns;

    // bots.malformed_rule with `line` and `reason`.
    [[nodiscard]] static Result<BotTable> parse(const QByteArray &text);
    // The one that is compiled in.
    [[nodiscard]] static const BotTable &shipped();
};

} // namespace unmta
