export { migrations } from './migrations';
export { SchedulerModule, type SchedulerRuntime } from './scheduler.module';
