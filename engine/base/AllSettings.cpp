#include "base/AllSettings.h"

#include <algorithm>

namespace unmta {

using namespace Qt::StringLiterals;

const Setting *findSetting(QStringView name)
{
    const auto found = std::find_if(std::begin(allSettings), std::end(allSettings),
                                    [name](const Setting &row) { return name == QLatin1StringView(row.name); });
    return found == std::end(allSettings) ? nullptr : found;
}

QStringList settingChoices(const Setting &row)
{
    QStringList choices;
    for (const char *choice : row.choices) {
        if (choice)
            choices << QString::fromLatin1(choice);
    }
    return choices;
}

QString settingDescription(const Setting &row)
{
    const QString sentence = QString::fromUtf8(row.sentence);
    const QStringList choices = settingChoices(row);
    return choices.isEmpty() ? sentence : u"%1 One of: %2."_s.arg(sentence, choices.join(u", "_s));
}

} // namespace unmta
