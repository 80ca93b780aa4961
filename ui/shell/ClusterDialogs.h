// A cluster's name is asked for: of a new one, or another one for the chosen one.
#pragma once

#include <functional>

class QWidget;

namespace unmta::ui {

class Session;

// The new cluster becomes the chosen one; then `added` is called.
void openAddCluster(Session &session, QWidget *parent, std::function<void()> added);
void openRenameCluster(Session &session, QWidget *parent);

} // namespace unmta::ui
