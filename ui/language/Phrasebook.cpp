#include "language/Phrasebook.h"

#include <algorithm>

namespace unmta::ui {

using namespace Qt::StringLiterals;

namespace {

// A value may be a sentence that has values; no deeper than anybody would say it.
constexpr int deepest = 4;
constexpr qsizetype leastText = 6;
constexpr qsizetype leastTextBehindBlanks = 20;

const QRegularExpression &gapPattern()
{
    static const QRegularExpression pattern(u"%\\d|\\{\\{?(\\w+)\\}?\\}"_s);
    return pattern;
}

QString withoutLastGaps(QString text)
{
    static const QRegularExpression last(u"(?:\\s*(?:%\\d|\\{\\{?\\w+\\}?\\}))+$"_s);
    return text.remove(last);
}

// Gaps of a translation are filled in one pass, so that a value that looks like one stays what it is.
QString filled(const QString &translation, const QMap<QString, QString> &values)
{
    QString text;
    qsizetype end = 0;
    for (auto gaps = gapPattern().globalMatch(translation); gaps.hasNext();) {
        const auto gap = gaps.next();
        text += QStringView(translation).sliced(end, gap.capturedStart() - end);
        text += values.value(gap.captured(), gap.captured());
        end = gap.capturedEnd();
    }
    return text + translation.sliced(end);
}

bool beginsSentence(const QString &line, qsizetype at)
{
    return at == 0 || line[at - 1].isSpace() || line[at - 1] == u'(';
}

bool isJoint(QChar c)
{
    return c == u';' || c == u':' || c == u'(' || c == u',';
}

} // namespace

Phrasebook::Phrasebook(const QList<std::pair<QString, QString>> &sentences)
{
    for (const auto &[sentence, translation] : sentences)
        add(sentence, translation);
}

void Phrasebook::add(const QString &sentence, const QString &translation)
{
    // What stands before or behind a sentence is read for itself.
    static const QRegularExpression first(u"^%\\d\\s+(?=[A-Z])"_s);
    QString source = sentence.trimmed();
    QString target = translation.trimmed();
    const QString bare = withoutLastGaps(source);
    const QString bareTarget = withoutLastGaps(target);
    const bool hasText = QString(bare).remove(gapPattern()).size() >= leastText;
    if (bare != source && bareTarget != target && hasText && !bare.front().isLower()) {
        source = bare;
        target = bareTarget;
    }
    if (source.contains(first)) {
        source.remove(first);
        target.remove(first);
    }
    Phrase phrase;
    phrase.translation = target;
    QString pattern;
    qsizetype end = 0;
    const auto text = [&](qsizetype until) {
        const QString piece = source.sliced(end, until - end);
        phrase.weight += piece.size();
        if (piece.size() > phrase.landmark.size())
            phrase.landmark = piece;
        pattern += QRegularExpression::escape(piece);
        return piece;
    };
    for (auto gaps = gapPattern().globalMatch(source); gaps.hasNext();) {
        const auto gap = gaps.next();
        const QString piece = text(gap.capturedStart());
        end = gap.capturedEnd();
        const bool isFirst = gap.capturedStart() == 0;
        const bool followsGap = gap.capturedStart() > 0 && piece.isEmpty();
        const bool precedesGap =
            gapPattern()
                .match(source, end, QRegularExpression::NormalMatch, QRegularExpression::AnchorAtOffsetMatchOption)
                .hasMatch();
        if (piece == u"."_s)
            pattern += u"(?=\\s|$)"_s; // the end of a sentence, not a dot within a name
        // Of two values side by side the first is a name, which leaves the sentence its end. A sentence that begins
        // with a name does not begin with the end of another one.
        pattern += precedesGap                                                     ? u"(\\S*[^\\s.!?])"_s
                   : isFirst                                                       ? u"((?:(?![.:!?]\\s).)+?)"_s
                   : (followsGap || (!piece.isEmpty() && !piece.back().isSpace())) ? u"(.*?)"_s
                                                                                   : u"(.+?)"_s;
        phrase.gaps << gap.captured();
    }
    const bool endsWithGap = end == source.size();
    text(source.size());
    // What is short, or begins in the middle of a sentence, is looked for as the whole of a line or value only.
    phrase.isWhole = (phrase.weight < leastText || source.front().isLower()) && !isJoint(source.front());
    if (phrase.isWhole || endsWithGap)
        pattern += u'$';
    else
        pattern += source.back().isLetterOrNumber() ? u"(?![\\w.-]*\\w)"_s : u"(?=\\W|$)"_s;
    phrase.pattern = QRegularExpression(pattern, QRegularExpression::DotMatchesEverythingOption |
                                                     QRegularExpression::UseUnicodePropertiesOption);
    const auto place = std::lower_bound(m_phrases.begin(), m_phrases.end(), phrase.weight,
                                        [](const Phrase &each, qsizetype weight) { return each.weight > weight; });
    m_phrases.insert(place, phrase);
}

QString Phrasebook::translated(const QString &text) const
{
    if (text.isEmpty() || m_phrases.isEmpty())
        return text;
    if (const QString *known = m_known.object(text))
        return *known;
    QStringList lines = text.split(u'\n');
    for (QString &line : lines)
        line = lineOf(line, 0);
    const QString result = lines.join(u'\n');
    m_known.insert(text, new QString(result));
    return result;
}

QString Phrasebook::lineOf(const QString &line, int depth) const
{
    QString result;
    for (qsizetype at = 0; at < line.size();) {
        if (!line[at].isSpace() && (beginsSentence(line, at) || isJoint(line[at]))) {
            if (const auto found = phraseAt(line, at, depth)) {
                result += found->text;
                at = found->end;
                continue;
            }
        }
        result += line[at++];
    }
    return result;
}

std::optional<Phrasebook::Found> Phrasebook::phraseAt(const QString &line, qsizetype at, int depth) const
{
    // A sentence that begins with a name is looked for where sentences begin.
    const bool startsSentence = at == 0 || (at > 1 && u".:!?)"_s.contains(line[at - 2]));
    for (const Phrase &phrase : m_phrases) {
        if (phrase.isWhole && at > 0)
            continue;
        const bool beginsWithGap = phrase.pattern.pattern().startsWith(u'(');
        if (phrase.isWhole && beginsWithGap && depth == 0 && !phrase.translation.endsWith(u'.'))
            continue; // "%1 and %2" is a value, never a sentence
        if (beginsWithGap && !startsSentence)
            continue;
        if (!beginsWithGap && phrase.gaps.isEmpty() && !QStringView(line).sliced(at).startsWith(phrase.landmark))
            continue;
        if (line.indexOf(phrase.landmark, at) < 0)
            continue;
        const auto match = phrase.pattern.match(line, at, QRegularExpression::NormalMatch,
                                                QRegularExpression::AnchorAtOffsetMatchOption);
        if (!match.hasMatch())
            continue;
        // Much would fit into the gap before "leads to"; a name has no blanks.
        if (beginsWithGap && phrase.weight < leastTextBehindBlanks && match.captured(1).contains(u' ') &&
            valueOf(match.captured(1), depth + 1) == match.captured(1))
            continue;
        QMap<QString, QString> values;
        for (qsizetype i = 0; i < phrase.gaps.size(); ++i)
            values.insert(phrase.gaps[i], valueOf(match.captured(int(i) + 1), depth + 1));
        return Found{match.capturedEnd(), filled(phrase.translation, values)};
    }
    return std::nullopt;
}

QString Phrasebook::valueOf(const QString &value, int depth) const
{
    // Most values are names, which have no blanks.
    if (depth > deepest || !value.trimmed().contains(u' '))
        return value;
    const QString translated = lineOf(value, depth);
    if (translated != value)
        return translated;
    QStringList parts = value.split(u", "_s);
    if (parts.size() < 2)
        return value;
    for (QString &part : parts)
        part = lineOf(part, depth);
    return parts.join(u", "_s);
}

} // namespace unmta::ui
