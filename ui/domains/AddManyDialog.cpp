#include "domains/AddManyDialog.h"

#include "kit/Labels.h"
#include "session/Session.h"
#include "support/Formatting.h"
#include "support/Scale.h"

#include <QEvent>
#include <QHeaderView>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTimer>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace unmta::ui {

using namespace Qt::StringLiterals;

namespace {

enum Column
{
    Name,
    Verdict,
    Why
};

constexpr int toneRole = Qt::UserRole; // of the verdict, beside its colour

} // namespace

AddManyDialog::AddManyDialog(Session &session, QWidget *parent)
    : Sheet(u"addManyDialog"_s, tr("Add many tracking domains"), 720, parent)
    , m_session(session)
    , m_names(new QPlainTextEdit)
    , m_list(new QTreeWidget)
    , m_summary(paragraph({}, u"small"_s))
    , m_cancel(new QPushButton(tr("Cancel")))
    , m_add(new QPushButton)
{
    const int line = fontMetrics().lineSpacing();
    m_names->setObjectName(u"manyNamesEdit"_s);
    m_names->setAccessibleName(tr("Names of tracking domains"));
    m_names->setPlaceholderText(tr("track.example.com\nlinks.shop.example.org"));
    m_names->setTabChangesFocus(true);
    m_names->setFixedHeight(6 * line);
    m_list->setObjectName(u"verdictList"_s);
    m_list->setAccessibleName(tr("What becomes of each name"));
    m_list->setHeaderLabels({tr("Name"), tr("Verdict"), tr("Why")});
    m_list->setRootIsDecorated(false);
    m_list->setWordWrap(true);
    m_list->setSelectionMode(QAbstractItemView::NoSelection);
    m_list->header()->setSectionResizeMode(QHeaderView::ResizeToContents);
    // The reason goes on in the next line; names are scrolled to where they leave it no room.
    m_list->header()->setStretchLastSection(false);
    m_list->header()->setSectionResizeMode(Why, QHeaderView::Stretch);
    m_list->header()->setMinimumSectionSize(scaled(80, fontMetrics()));
    m_list->setTextElideMode(Qt::ElideNone);
    // How tall a row is follows from the width of its last column. The timer is the list's: sections are resized until
    // that goes, which is later than this dialog's own members.
    auto *layOut = new QTimer(m_list);
    layOut->setSingleShot(true);
    connect(m_list->header(), &QHeaderView::sectionResized, layOut, [layOut] { layOut->start(0); });
    connect(layOut, &QTimer::timeout, m_list, &QTreeWidget::doItemsLayout);
    m_list->setMinimumHeight(14 * line);
    m_summary->setObjectName(u"manySummary"_s);
    m_cancel->setObjectName(u"cancelButton"_s);
    m_cancel->setAutoDefault(false);
    m_add->setObjectName(u"confirmAddManyButton"_s);
    m_add->setProperty("look", u"primary"_s);
    m_add->setDefault(true);
    auto *name = label(tr("&Names, one per line or separated by commas"), u"strong"_s);
    name->setWordWrap(true);
    name->setBuddy(m_names);
    column()->addWidget(paragraph(tr("Each gets a CNAME record of its own to publish. Nothing is added before you have "
                                     "seen what becomes of each name."),
                                  u"dim"_s));
    column()->addWidget(name);
    column()->addWidget(m_names);
    column()->addWidget(m_list);
    column()->addWidget(m_summary);
    addButtons({m_cancel, m_add});
    connect(m_names, &QPlainTextEdit::textChanged, this, &AddManyDialog::showVerdicts);
    connect(m_cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_add, &QPushButton::clicked, this, &AddManyDialog::submit);
    showVerdicts();
    m_names->setFocus();
}

void AddManyDialog::showRow(int row, Tone tone, const QString &word, const QString &sentence)
{
    QTreeWidgetItem *item = m_list->topLevelItem(row);
    item->setText(Verdict, word);
    item->setData(Verdict, toneRole, QVariant::fromValue(tone));
    item->setForeground(Verdict, Palette::current().strong(tone));
    item->setText(Why, sentence);
    item->setToolTip(Why, plainTip(sentence));
}

// An item keeps the colour that it was given.
void AddManyDialog::changeEvent(QEvent *event)
{
    Sheet::changeEvent(event);
    if (event->type() != QEvent::PaletteChange)
        return;
    for (int row = 0; row < m_list->topLevelItemCount(); ++row) {
        QTreeWidgetItem *item = m_list->topLevelItem(row);
        item->setForeground(Verdict, Palette::current().strong(item->data(Verdict, toneRole).value<Tone>()));
    }
}

void AddManyDialog::showVerdicts()
{
    m_verdicts = verdictsOn(namesIn(m_names->toPlainText()), m_session.domains().all());
    m_list->clear();
    qsizetype good = 0;
    for (int row = 0; row < m_verdicts.size(); ++row) {
        const NameVerdict &verdict = m_verdicts.at(row);
        good += verdict.mayBeAdded ? 1 : 0;
        auto *item = new QTreeWidgetItem(m_list, QStringList{verdict.name});
        item->setToolTip(Name, plainTip(verdict.name));
        showRow(row, verdict.mayBeAdded ? Tone::Good : Tone::Bad, verdict.mayBeAdded ? tr("✓ Add") : tr("✕ Leave out"),
                verdict.sentence);
    }
    m_summary->setText(m_verdicts.isEmpty()
                           ? tr("No names yet.")
                           : tr("%1 to be added, %2 left out.").arg(number(good), number(m_verdicts.size() - good)));
    m_add->setText(good == 1 ? tr("Add 1 tracking domain") : tr("Add %1 tracking domains").arg(number(good)));
    m_add->setEnabled(good > 0);
}

void AddManyDialog::submit()
{
    if (m_isDone)
        return accept();
    m_names->setReadOnly(true);
    m_add->setEnabled(false);
    QStringList names;
    for (const NameVerdict &verdict : std::as_const(m_verdicts)) {
        if (verdict.mayBeAdded)
            names << verdict.name;
    }
    auto *run = new BulkRun(m_session, BulkAction::Add, names, this);
    connect(run, &BulkRun::progressed, this, [this](qsizetype done, qsizetype total) {
        m_summary->setText(tr("Adding: %1 of %2…").arg(number(done), number(total)));
    });
    connect(run, &BulkRun::finished, this, &AddManyDialog::showOutcomes);
    run->start();
}

void AddManyDialog::showOutcomes(const QList<BulkOutcome> &outcomes)
{
    m_isDone = true;
    qsizetype added = 0;
    for (const BulkOutcome &outcome : outcomes) {
        added += outcome.isDone ? 1 : 0;
        for (int row = 0; row < m_verdicts.size(); ++row) {
            if (m_verdicts.at(row).mayBeAdded && m_verdicts.at(row).name == outcome.name)
                showRow(row, outcome.isDone ? Tone::Good : Tone::Bad, outcome.isDone ? tr("✓ Added") : tr("✕ Refused"),
                        outcome.sentence);
        }
    }
    m_summary->setText(tr("%1 added, %2 not.").arg(number(added), number(m_verdicts.size() - added)));
    m_cancel->hide();
    m_add->setText(tr("Close"));
    m_add->setEnabled(true);
    m_add->setFocus();
}

} // namespace unmta::ui
