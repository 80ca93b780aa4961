// A page's content, or what stands in its place: loading, an error with a way out, an empty page that explains the
// first step.
#pragma once

#include "base/Error.h"
#include "kit/ViewStack.h"

class QLabel;
class QPushButton;

namespace unmta::ui {

class Sign;

struct EmptyText
{
    QString iconName;
    QString title;
    QString text;
    QString primary;   // the first step's button; empty: none
    QString secondary; // another way; empty: none
};

class StateView final : public ViewStack
{
    Q_OBJECT

public:
    explicit StateView(QWidget *content, QWidget *parent = nullptr);
    void showContent();
    void showLoading();
    void showError(const Error &error);
    void showEmpty(const EmptyText &text);
    [[nodiscard]] bool isShowingContent() const { return currentIndex() == 0; }

Q_SIGNALS:
    void retryRequested();
    void primaryRequested();
    void secondaryRequested();

private:
    QWidget *makeLoading();
    QWidget *makeMessage();
    void showMessage(const EmptyText &text);

    Sign *m_sign = nullptr;
    QLabel *m_title = nullptr;
    QLabel *m_text = nullptr;
    QPushButton *m_retry = nullptr;
    QPushButton *m_primary = nullptr;
    QPushButton *m_secondary = nullptr;
};

} // namespace unmta::ui
