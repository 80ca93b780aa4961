#include "domain/bots/BotTable.h"

#include <QFile>

#include <algorithm>
#include <array>
#include <stdexcept>

namespace unmta {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array<QByteArrayView, 11> kindNames = {
    "image_proxy",  "hosting",      "head_request", "prefetch", "no_user_agent", "apple_privacy",
    "link_scanner", "link_preview", "crawler",      "monitor",  "http_library",
};

// More would not fit into the matcher's numbers, and would be no table that anybody reads.
constexpr std::size_t maxPatterns = 4000;
constexpr qsizetype maxPattern = 200;
// Narrower ranges would say something else of an address that is stored truncated (IpAddress::truncated()).
constexpr int maxBitsOfIpv4 = 96 + 24;
constexpr int maxBitsOfIpv6 = 48;

struct Row
{
    QByteArray rule;
    BotKind kind;
    BotPattern pattern;
    QByteArray source;
};

// A row, or why it is none.
using RowOrReason = std::variant<Row, QString>;

bool isName(const QByteArray &text)
{
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
    });
}

bool isPlainLowerCase(const QByteArray &text)
{
    return std::all_of(text.begin(), text.end(),
                       [](char c) { return c >= ' ' && c <= '~' && !(c >= 'A' && c <= 'Z'); });
}

bool chopIf(QByteArray &text, char sign, bool front)
{
    if (text.isEmpty() || (front ? text.front() : text.back()) != sign)
        return false;
    text = front ? text.sliced(1) : text.chopped(1);
    return true;
}

// Why not; empty when the pattern has been read.
QString readAddress(BotPattern &pattern)
{
    pattern.range = IpRange::parse(QString::fromLatin1(pattern.text));
    if (!pattern.range)
        return u"“%1” is no range of addresses"_s.arg(QString::fromUtf8(pattern.text));
    if (pattern.range->prefixBits() > (pattern.range->isV4() ? maxBitsOfIpv4 : maxBitsOfIpv6))
        return u"a range has up to 24 bits, of IPv6 up to 48"_s;
    return {};
}

QString readPattern(BotPattern &pattern, const QByteArray &field)
{
    if (!isPlainLowerCase(pattern.text) || pattern.text.size() > maxPattern)
        return u"a pattern has up to 200 characters of ASCII, none of them a capital"_s;
    if (field == "address") {
        pattern.field = BotField::Address;
        return readAddress(pattern);
    }
    if (field == "method") {
        pattern.field = BotField::Method;
    } else if (field == "agent") {
        pattern.field = BotField::Agent;
        pattern.atStart = chopIf(pattern.text, '^', true);
        pattern.atEnd = chopIf(pattern.text, '$', false);
    } else if (field.startsWith("header ") && isName(field.sliced(7))) {
        pattern.field = BotField::Header;
        pattern.header = field.sliced(7);
        pattern.atEnd = chopIf(pattern.text, '$', false);
    } else {
        return u"the third column is method, agent, address or header NAME"_s;
    }
    if (pattern.text.isEmpty() && !(pattern.atStart && pattern.atEnd))
        return u"the pattern is empty and would fit everybody"_s;
    return {};
}

RowOrReason readRow(const QByteArray &line)
{
    const QList<QByteArray> columns = line.split('\t');
    if (columns.size() != 5)
        return u"five columns with one tab between them are wanted, these are %1"_s.arg(columns.size());
    if (!isName(columns[0]))
        return u"a rule's name has small letters, digits, _ and - only"_s;
    const auto kind = std::find(kindNames.begin(), kindNames.end(), QByteArrayView(columns[1]));
    if (kind == kindNames.end())
        return u"“%1” is no kind"_s.arg(QString::fromUtf8(columns[1]));
    if (columns[4].trimmed().isEmpty())
        return u"the source is missing"_s;
    Row row{columns[0],
            BotKind(kind - kindNames.begin()),
            {0, BotField::Agent, {}, columns[3], false, false, {}},
            columns[4]};
    if (QString reason = readPattern(row.pattern, columns[2]); !reason.isEmpty())
        return reason;
    if (row.kind == BotKind::Hosting && row.pattern.field != BotField::Address)
        return u"only addresses tell of a data centre"_s;
    return row;
}

// Why the row does not go behind the others; empty when it is there.
QString append(BotTable &table, Row row)
{
    if (table.rules.empty() || table.rules.back().name != row.rule) {
        const auto same = [&](const BotRule &rule) { return rule.name == row.rule; };
        if (std::any_of(table.rules.begin(), table.rules.end(), same))
            return u"the lines of a rule stand together"_s;
        table.rules.push_back({row.rule, row.kind, row.source});
    } else if (table.rules.back().kind != row.kind) {
        return u"a rule is of one kind"_s;
    }
    if (table.patterns.size() == maxPatterns)
        return u"a table has no more than %1 patterns"_s.arg(maxPatterns);
    row.pattern.rule = table.rules.size() - 1;
    table.patterns.push_back(std::move(row.pattern));
    return {};
}

} // namespace

QByteArrayView botKindName(BotKind kind)
{
    return kindNames[static_cast<std::size_t>(kind)];
}

QByteArrayView botVerdictName(BotKind kind)
{
    return kind == BotKind::ImageProxy || kind == BotKind::Hosting ? QByteArrayView("") : botKindName(kind);
}

Result<BotTable> BotTable::parse(const QByteArray &text)
{
    BotTable table;
    int number = 0;
    for (QByteArray line : text.split('\n')) {
        ++number;
        if (line.endsWith('\r'))
            line.chop(1);
        if (line.isEmpty() || line.startsWith('#'))
            continue;
        RowOrReason row = readRow(line);
        const QString reason = std::holds_alternative<QString>(row) ? std::get<QString>(row)
                                                                    : append(table, std::get<Row>(std::move(row)));
        if (!reason.isEmpty())
            return Error(u"bots.malformed_rule"_s, {}, {{u"line"_s, QString::number(number)}, {u"reason"_s, reason}});
    }
    return table;
}

const BotTable &BotTable::shipped()
{
    static const BotTable table = [] {
        QFile file(u":/unmta/bots/rules.tsv"_s);
        if (!file.open(QIODevice::ReadOnly))
            throw std::logic_error("no bot rules are compiled in");
        return parse(file.readAll()).value(); // a test holds it against mistakes
    }();
    return table;
}

} // namespace unmta
