#include "language/EngineText.h"

#include "base/AllSettings.h"
#include "contract/ErrorText.h"
#include "language/EngineSentences.h"
#include "language/Phrasebook.h"

#include <QCoreApplication>
#include <QRegularExpression>

namespace unmta::ui {

using namespace Qt::StringLiterals;

namespace {

struct EngineText
{
    Q_DECLARE_TR_FUNCTIONS(EngineText)
};

// None in English.
QList<std::pair<QString, QString>> translations()
{
    QList<std::pair<QString, QString>> all;
    for (const char *sentence : engineSentences) {
        const QString source = QString::fromUtf8(sentence);
        const QString translation = QCoreApplication::translate("Engine", sentence);
        if (translation != source)
            all.append({source, translation});
    }
    return all;
}

// What the API says shortly, since programs read the code.
QString shortAnswer(const QString &code)
{
    if (code == u"domain.not_found")
        return EngineText::tr("This tracking domain does not exist any more.");
    if (code == u"request.not_found" || code == u"store.not_found")
        return EngineText::tr("This does not exist any more.");
    if (code == u"auth.unauthenticated")
        return EngineText::tr("The engine does not know this token.");
    return {};
}

} // namespace

QString engineText(const QString &said)
{
    // The language is chosen before the first window, and stays.
    static const Phrasebook book(translations());
    return withSettingLabels(book.translated(said));
}

QString errorText(const Error &error)
{
    const QString words = shortAnswer(error.code);
    return words.isEmpty() ? engineText(errorSentence(error)) : words;
}

QString withSettingLabels(const QString &sentence)
{
    static const QRegularExpression key(u"(?<![\\w.=-])[a-z]+\\.[a-z_]+(?![\\w=]|\\.\\w)"_s);
    QString text;
    qsizetype end = 0;
    for (auto keys = key.globalMatch(sentence); keys.hasNext();) {
        const auto found = keys.next();
        const Setting *setting = findSetting(found.captured());
        if (!setting)
            continue;
        text += QStringView(sentence).sliced(end, found.capturedStart() - end);
        text += EngineText::tr("“%1”").arg(QCoreApplication::translate("Settings", setting->label));
        end = found.capturedEnd();
    }
    return text + sentence.sliced(end);
}

} // namespace unmta::ui
