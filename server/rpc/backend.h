// What the services work with.
#pragma once

#include "server/compare/judging.h"
#include "server/entity/aliases.h"
#include "server/messages/catalogue.h"
#include "server/obs/metrics.h"
#include "server/pipeline/analyzer.h"
#include "server/pipeline/executor.h"
#include "server/pipeline/ingestor.h"
#include "server/plugin/registry.h"
#include "server/store/store.h"

namespace isnad::rpc {

// Borrowed; all of it outlives the services. `store` and `ingestor` may be null: the server then analyses and
// compares but keeps nothing.
struct Backend {
  const plugin::Registry* registry = nullptr;
  const entity::Aliases* aliases = nullptr;
  const messages::Catalogue* catalogue = nullptr;
  const pipeline::Analyzer* analyzer = nullptr;
  store::Store* store = nullptr;
  pipeline::Ingestor* ingestor = nullptr;
  pipeline::Executor* executor = nullptr;
  obs::Metrics* metrics = nullptr;
  compare::Judging judging;
};

}  // namespace isnad::rpc
