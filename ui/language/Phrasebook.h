// Sentences with gaps, found again in running text. Internal to EngineText.
#pragma once

#include <QCache>
#include <QList>
#include <QMap>
#include <QRegularExpression>
#include <QString>

#include <optional>

namespace unmta::ui {

class Phrasebook
{
public:
    // Sentences and their translations. Gaps are %1 … %9, {name} or {{name}}, the same ones in both; one at the end is
    // left out of both, since what follows is read for itself.
    explicit Phrasebook(const QList<std::pair<QString, QString>> &sentences);

    // The text with every sentence that is known replaced; the rest stays as it is.
    [[nodiscard]] QString translated(const QString &text) const;

private:
    struct Phrase
    {
        QRegularExpression pattern;
        QList<QString> gaps; // in the order of the pattern's groups
        QString translation;
        QString landmark; // the longest text without a gap
        qsizetype weight = 0;
        bool isWhole = false; // has too little text of its own to be looked for within others
    };
    struct Found
    {
        qsizetype end = 0;
        QString text;
    };

    void add(const QString &sentence, const QString &translation);
    [[nodiscard]] QString lineOf(const QString &line, int depth) const;
    [[nodiscard]] std::optional<Found> phraseAt(const QString &line, qsizetype at, int depth) const;
    [[nodiscard]] QString valueOf(const QString &value, int depth) const;

    QList<Phrase> m_phrases; // those with most text first
    mutable QCache<QString, QString> m_known{4000};
};

} // namespace unmta::ui
