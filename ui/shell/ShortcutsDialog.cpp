#include "shell/ShortcutsDialog.h"

#include "kit/Labels.h"

#include <QGridLayout>
#include <QKeySequence>
#include <QPushButton>
#include <QVBoxLayout>

namespace unmta::ui {

using namespace Qt::StringLiterals;

ShortcutsDialog::ShortcutsDialog(bool hasNodes, QWidget *parent)
    : Sheet(u"shortcutsDialog"_s, tr("Keys"), 460, parent)
{
    const auto native = [](const QKeySequence &keys) { return keys.toString(QKeySequence::NativeText); };
    QList<std::pair<QString, QString>> rows{
        {native(QKeySequence::New), tr("Add a tracking domain")},
        {native(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_N)), tr("Add many tracking domains")},
        {native(QKeySequence::Find), tr("Filter, or search")},
        {native(QKeySequence::Refresh), tr("Verify the open domain; elsewhere, ask the engine again")},
        {native(QKeySequence::Copy), tr("Copy the record's value of the open domain")},
        {native(QKeySequence::Delete), tr("Delete what is chosen, after a confirmation")},
        {native(QKeySequence(Qt::Key_Return)), tr("Open the chosen row")},
        {native(QKeySequence(Qt::CTRL | Qt::Key_A)), tr("Choose all rows; with Shift or Ctrl and the arrows, several")},
        {native(QKeySequence(Qt::Key_Escape)), tr("Back to the list")},
        {tr("%1 to %2").arg(native(QKeySequence(Qt::CTRL | Qt::Key_1)), native(QKeySequence(Qt::CTRL | Qt::Key_6))),
         tr("The pages: domains, events, rewriting, notifications, settings, setup or sandbox")},
        {tr("%1, %2, %3")
             .arg(native(QKeySequence(Qt::CTRL | Qt::Key_0)), native(QKeySequence(Qt::CTRL | Qt::Key_7)),
                  native(QKeySequence(Qt::CTRL | Qt::Key_8))),
         tr("Overview, the cluster, the audit log")},
        {native(QKeySequence::HelpContents), tr("What the manual says about this page")},
        {u"?"_s, tr("These keys")}};
    if (hasNodes)
        rows.insert(rows.size() - 2, {native(QKeySequence(Qt::CTRL | Qt::Key_9)), tr("The nodes")});
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(16);
    grid->setVerticalSpacing(6);
    grid->setColumnStretch(1, 1);
    int line = 0;
    for (const auto &[keys, meaning] : std::as_const(rows)) {
        grid->addWidget(label(keys, u"strong"_s), line, 0, Qt::AlignTop);
        auto *words = paragraph(meaning);
        words->setObjectName(u"keyMeaning%1"_s.arg(line));
        grid->addWidget(words, line, 1);
        ++line;
    }
    column()->addLayout(grid);
    auto *close = new QPushButton(tr("Close"));
    close->setObjectName(u"closeButton"_s);
    close->setDefault(true);
    addButtons({close});
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
}

} // namespace unmta::ui
