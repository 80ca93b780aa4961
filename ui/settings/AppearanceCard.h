// What this window looks like and speaks: kept by the window, no setting of the engine.
#pragma once

#include "support/Theme.h"

#include <QWidget>

class QComboBox;

namespace unmta::ui {

class Card;

class AppearanceCard final : public QWidget
{
    Q_OBJECT

public:
    // `language` is the chosen one's code; empty: the system's.
    AppearanceCard(Scheme scheme, const QString &language);

Q_SIGNALS:
    void schemeChosen(unmta::ui::Scheme scheme);
    // From the next start on; empty: the system's.
    void languageChosen(const QString &code);

private:
    QComboBox *addRow(const QString &name, const QString &objectName);

    Card *m_card;
};

} // namespace unmta::ui
