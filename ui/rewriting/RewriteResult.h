// What the rewriter would do to the message at hand: a summary, the warnings, both sources, and every link.
#pragma once

#include "contract/wire/Rewrite.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace unmta::ui {

class Badge;
class CopyButton;
class FitTable;
class RewriteLinkModel;
class RewritePane;

class RewriteResult final : public QWidget
{
    Q_OBJECT

public:
    explicit RewriteResult(QWidget *parent = nullptr);
    void show(const QByteArray &original, const wire::RewritePreview &preview);
    // The whole rewritten message, made anew each time.
    [[nodiscard]] QByteArray content() const { return QByteArray::fromBase64(m_content.toLatin1()); }

Q_SIGNALS:
    void saveRequested();

private:
    QWidget *makeSummary();
    QWidget *makeComparison();
    QWidget *makeLinks();
    void showWarnings(const wire::RewritePreview &preview);

    Badge *m_badge;
    QLabel *m_summary;
    QLabel *m_details;
    QPushButton *m_save;
    CopyButton *m_copy;
    QVBoxLayout *m_warnings;
    RewritePane *m_original;
    RewritePane *m_rewritten;
    RewriteLinkModel *m_model;
    FitTable *m_table;
    QWidget *m_linksCard = nullptr;
    QByteArray m_source; // the message that is shown
    QString m_content;   // what becomes of it, base64
};

} // namespace unmta::ui
