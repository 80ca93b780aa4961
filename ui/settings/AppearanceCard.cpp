#include "settings/AppearanceCard.h"

#include "kit/Labels.h"
#include "language/Language.h"
#include "settings/SettingsForm.h"
#include "support/Scale.h"
#include "support/WrapRow.h"

#include <QComboBox>
#include <QLabel>
#include <QVBoxLayout>

namespace unmta::ui {

using namespace Qt::StringLiterals;

AppearanceCard::AppearanceCard(Scheme scheme, const QString &language)
    : m_card(new Card(tr("Appearance")))
{
    auto *whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->addWidget(m_card);
    m_card->body()->setSpacing(10);
    auto *colours = addRow(tr("Colours"), u"schemeBox"_s);
    colours->addItem(tr("Like the system"), int(Scheme::System));
    colours->addItem(tr("Light"), int(Scheme::Light));
    colours->addItem(tr("Dark"), int(Scheme::Dark));
    colours->setCurrentIndex(colours->findData(int(scheme)));
    connect(colours, &QComboBox::activated, this,
            [this, colours] { Q_EMIT schemeChosen(Scheme(colours->currentData().toInt())); });

    auto *languageBox = addRow(tr("Language"), u"languageBox"_s);
    languageBox->addItem(tr("Like the system"), QString());
    for (const LanguageName &each : languages())
        languageBox->addItem(each.name, each.code);
    languageBox->setCurrentIndex(std::max(0, languageBox->findData(language)));
    auto *later = paragraph(tr("The new language is spoken from the next start of the console on."), u"small"_s);
    later->setObjectName(u"languageNote"_s);
    later->hide();
    m_card->body()->addWidget(later);
    connect(languageBox, &QComboBox::activated, this, [this, languageBox, later, language] {
        const QString code = languageBox->currentData().toString();
        later->setVisible(code != language);
        Q_EMIT languageChosen(code);
    });
}

QComboBox *AppearanceCard::addRow(const QString &name, const QString &objectName)
{
    auto *box = new QComboBox;
    box->setObjectName(objectName);
    box->setAccessibleName(name);
    box->setMaximumWidth(settingEditorWidth(fontMetrics()));
    box->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    auto *row = new WrapRow;
    row->setSpacing(16);
    auto *words = label(name);
    words->setFixedWidth(settingNameWidth(fontMetrics()));
    words->setBuddy(box);
    row->add(words);
    row->add(box, scaled(180, fontMetrics()));
    row->addStretch();
    m_card->body()->addLayout(row);
    return box;
}

} // namespace unmta::ui
