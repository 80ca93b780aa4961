#include "rewriting/RewriteResult.h"

#include "base/Bytes.h"
#include "kit/Badge.h"
#include "kit/Banner.h"
#include "kit/FitTable.h"
#include "kit/Labels.h"
#include "kit/text/CopyButton.h"
#include "rewriting/RewriteLinkModel.h"
#include "rewriting/RewritePane.h"
#include "rewriting/RewriteWords.h"
#include "support/Scale.h"
#include "support/WrapRow.h"

#include <QHeaderView>
#include <QPushButton>
#include <QVBoxLayout>

#include <utility>

namespace unmta::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 copiedUpTo = MiB; // more than that belongs into a file, not onto the clipboard
constexpr int tableRows = 12;      // taller tables scroll by themselves

} // namespace

RewriteResult::RewriteResult(QWidget *parent)
    : QWidget(parent)
    , m_badge(new Badge)
    , m_summary(paragraph({}, u"strong"_s))
    , m_details(paragraph({}, u"small"_s))
    , m_save(new QPushButton(tr("Save result…")))
    , m_copy(new CopyButton(tr("the rewritten message")))
    , m_warnings(new QVBoxLayout)
    , m_original(new RewritePane(RewriteSide::Original, tr("Original")))
    , m_rewritten(new RewritePane(RewriteSide::Rewritten, tr("Rewritten")))
    , m_model(new RewriteLinkModel(this))
    , m_table(new FitTable)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(14);
    column->addWidget(makeSummary());
    m_warnings->setSpacing(8);
    column->addLayout(m_warnings);
    column->addWidget(makeComparison());
    column->addWidget(makeLinks());
}

QWidget *RewriteResult::makeSummary()
{
    m_badge->setObjectName(u"rewriteBadge"_s);
    m_summary->setObjectName(u"rewriteSummary"_s);
    m_details->setObjectName(u"rewriteDetails"_s);
    m_save->setObjectName(u"saveResultButton"_s);
    m_save->setProperty("look", u"small"_s);
    m_copy->setObjectName(u"copyResultButton"_s);
    auto *card = new Card;
    auto *row = new WrapRow;
    row->setSpacing(10);
    row->add(m_badge, 0, Qt::AlignTop);
    row->add(m_summary, scaled(240, fontMetrics()));
    row->add(m_save, 0, Qt::AlignTop);
    row->add(m_copy, 0, Qt::AlignTop);
    card->body()->addLayout(row);
    card->body()->addWidget(m_details);
    connect(m_save, &QPushButton::clicked, this, &RewriteResult::saveRequested);
    return card;
}

QWidget *RewriteResult::makeComparison()
{
    auto *card = new Card(tr("Before and after"));
    auto *row = new WrapRow;
    row->setSpacing(12);
    row->add(m_original, scaled(220, fontMetrics()), Qt::AlignTop);
    row->add(m_rewritten, scaled(220, fontMetrics()), Qt::AlignTop);
    card->body()->addLayout(row);
    return card;
}

QWidget *RewriteResult::makeLinks()
{
    m_table->setObjectName(u"rewriteLinkTable"_s);
    m_table->setAccessibleName(tr("Links of the message"));
    m_table->setModel(m_model);
    QHeaderView *header = m_table->horizontalHeader();
    header->setSectionResizeMode(QHeaderView::ResizeToContents);
    header->setSectionResizeMode(RewriteLinkModel::Text, QHeaderView::Stretch);
    header->setSectionResizeMode(RewriteLinkModel::Link, QHeaderView::Stretch);
    header->setSectionResizeMode(RewriteLinkModel::Reason, QHeaderView::Stretch);
    m_table->hideWhenNarrow(RewriteLinkModel::Part, 700);
    m_table->setMaximumHeight(header->sizeHint().height() +
                              tableRows * m_table->verticalHeader()->defaultSectionSize());
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex &current) {
                m_original->reveal(current.row());
                m_rewritten->reveal(current.row());
            });

    auto *card = new QFrame;
    card->setProperty("role", u"card"_s);
    auto *inside = new QVBoxLayout(card);
    inside->setContentsMargins(1, 12, 1, 1);
    inside->setSpacing(4);
    auto *top = new QVBoxLayout;
    top->setContentsMargins(15, 0, 15, 0);
    top->setSpacing(2);
    top->addWidget(label(tr("Links"), u"heading"_s));
    top->addWidget(paragraph(tr("Choose one to see where it stands in the message."), u"small"_s));
    inside->addLayout(top);
    inside->addWidget(m_table);
    m_linksCard = card;
    return card;
}

void RewriteResult::show(const QByteArray &original, const wire::RewritePreview &preview)
{
    m_content = preview.content;
    m_badge->show(rewriteBadge(preview));
    m_summary->setText(rewriteSummary(preview));
    m_details->setText(rewriteDetails(preview));
    showWarnings(preview);
    m_original->show(original.left(RewritePane::maxShown), original.size(), preview);
    // Of base64, four characters are three bytes.
    m_rewritten->show(QByteArray::fromBase64(m_content.left(RewritePane::maxShown / 3 * 4).toLatin1()),
                      preview.bytesAfter, preview);
    const bool isCopied = preview.bytesAfter <= copiedUpTo;
    m_copy->setValue(isCopied ? sourceText(content()) : QString());
    m_copy->setEnabled(isCopied);
    m_copy->setToolTip(isCopied ? QString() : tr("Too large for the clipboard; save it instead."));
    m_model->replaceAll(preview.links);
    m_linksCard->setVisible(!preview.links.isEmpty());
    const int chosen = m_table->currentRow();
    m_original->reveal(chosen);
    m_rewritten->reveal(chosen);
    if (std::exchange(m_source, original) == original)
        return; // the same message again: the reader's place is kept
    for (RewritePane *pane : {m_original, m_rewritten})
        QMetaObject::invokeMethod(pane, &RewritePane::revealFirst, Qt::QueuedConnection); // after it has its size
}

void RewriteResult::showWarnings(const wire::RewritePreview &preview)
{
    while (QLayoutItem *item = m_warnings->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (const QString &code : preview.warnings) {
        auto *banner = new Banner;
        banner->setObjectName(u"rewriteWarning_"_s + code);
        m_warnings->addWidget(banner);
        banner->show(Tone::Warning, rewriteWarning(code, preview));
    }
}

} // namespace unmta::ui
