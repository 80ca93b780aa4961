#include "rewriter/mime/ControlHeaders.h"

#include "rewriter/text/AsciiText.h"

namespace unmta::rewriter {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype maxMeta = 10;
constexpr qsizetype maxMetaKey = 64;
constexpr qsizetype maxMetaValue = 256;
constexpr qsizetype maxMessageId = 250;

QString textOf(std::string_view value)
{
    const std::string flat = unfolded(value);
    return QString::fromUtf8(flat.data(), static_cast<qsizetype>(flat.size()));
}

QString withoutBrackets(QString id)
{
    if (id.startsWith(u'<') && id.endsWith(u'>'))
        id = id.mid(1, id.size() - 2);
    return id.left(maxMessageId);
}

void addWarning(ControlHeaders &headers, const QString &warning)
{
    if (!headers.warnings.contains(warning))
        headers.warnings.append(warning);
}

// "opens, clicks" or "none". What nobody understands means none: a recipient's privacy is not guessed away.
void readTrack(std::string_view value, ControlHeaders &headers)
{
    bool opens = false;
    bool clicks = false;
    bool none = false;
    const QStringList words =
        textOf(value).toLower().replace(u',', u' ').replace(u';', u' ').simplified().split(u' ', Qt::SkipEmptyParts);
    for (const QString &word : words) {
        if (word == "opens"_L1 || word == "open"_L1)
            opens = true;
        else if (word == "clicks"_L1 || word == "click"_L1)
            clicks = true;
        else if (word == "all"_L1)
            opens = clicks = true;
        else if (word == "none"_L1 || word == "off"_L1)
            none = true;
        else
            addWarning(headers, u"track_header_unknown"_s);
    }
    // Of several such fields the strictest counts.
    headers.opens = opens && !none && headers.opens.value_or(true);
    headers.clicks = clicks && !none && headers.clicks.value_or(true);
}

void readMeta(std::string_view value, ControlHeaders &headers)
{
    const QString text = textOf(value);
    const qsizetype equals = text.indexOf(u'=');
    const QString key = text.left(std::max<qsizetype>(equals, 0)).trimmed();
    const QString content = text.mid(equals + 1).trimmed();
    if (key.isEmpty() || key.size() > maxMetaKey || content.size() > maxMetaValue || headers.meta.size() >= maxMeta ||
        text.contains(QChar(0))) {
        addWarning(headers, u"meta_malformed"_s);
        return;
    }
    headers.meta.insert(key, content);
}

} // namespace

ControlHeaders readControlHeaders(std::string_view message, const std::vector<HeaderField> &header)
{
    ControlHeaders result;
    for (std::size_t i = 0; i < header.size(); ++i) {
        const std::string_view name = header[i].name.in(message);
        const std::string_view value = header[i].value.in(message);
        if (equalsLower(name, "message-id")) {
            if (result.messageId.isEmpty())
                result.messageId = withoutBrackets(textOf(value));
        } else if (equalsLower(name, "dkim-signature")) {
            result.dkimSigned = true;
        } else if (equalsLower(name, "x-unmta-track")) {
            readTrack(value, result);
            result.fields.push_back(i);
        } else if (equalsLower(name, "x-unmta-tracking-host")) {
            QByteArray host = textOf(value).toLower().toUtf8();
            if (host.endsWith('.'))
                host.chop(1);
            result.trackingHost = host;
            result.fields.push_back(i);
        } else if (equalsLower(name, "x-unmta-message-id")) {
            result.wantedMessageId = withoutBrackets(textOf(value));
            result.fields.push_back(i);
        } else if (equalsLower(name, "x-unmta-pixel-position")) {
            result.pixelPosition = pixelPositionFrom(textOf(value).toLower());
            if (!result.pixelPosition)
                addWarning(result, u"pixel_position_unknown"_s);
            result.fields.push_back(i);
        } else if (equalsLower(name, "x-unmta-meta")) {
            readMeta(value, result);
            result.fields.push_back(i);
        }
    }
    return result;
}

} // namespace unmta::rewriter
