import {
  ConnectionDto,
  ConnectionPageDto,
  ConnectionQueryDto,
  ConnectionReportDto,
  Connections,
  ConnectorListDto,
  CreateConnectionDto,
  UpdateConnectionDto,
} from '@crossdock/connector-host';
import { CurrentUser, zUuidParam, type Principal } from '@crossdock/platform';
import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiTags } from '@nestjs/swagger';
import { ZodResponse } from 'nestjs-zod';

/** Stores whose orders the hub loads. */
@ApiTags('cart-connections')
@Controller('cart-connections')
export class CartConnectionsController {
  constructor(private readonly connections: Connections) {}

  @Get()
  @ZodResponse({
    status: 200,
    type: ConnectionPageDto,
    description: 'Connections of the account, newest first',
  })
  list(@CurrentUser() user: Principal, @Query() query: ConnectionQueryDto) {
    return this.connections.list(user, query);
  }

  @Get('connectors')
  @ZodResponse({
    status: 200,
    type: ConnectorListDto,
    description: 'What can be connected, and what it asks for',
  })
  connectors() {
    return this.connections.connectors();
  }

  @Post()
  @ZodResponse({
    status: 201,
    type: ConnectionDto,
    description: 'Connects a store after trying out its credentials',
  })
  create(@CurrentUser() user: Principal, @Body() body: CreateConnectionDto) {
    return this.connections.create(user, body);
  }

  @Get(':id')
  @ZodResponse({ status: 200, type: ConnectionDto })
  get(@CurrentUser() user: Principal, @Param('id', zUuidParam) id: string) {
    return this.connections.get(user, id);
  }

  @Patch(':id')
  @ZodResponse({
    status: 200,
    type: ConnectionDto,
    description: 'New credentials or settings are tried out first',
  })
  update(
    @CurrentUser() user: Principal,
    @Param('id', zUuidParam) id: string,
    @Body() body: UpdateConnectionDto,
  ) {
    return this.connections.update(user, id, body);
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiNoContentResponse({ description: 'Disconnects the store and forgets its credentials' })
  remove(@CurrentUser() user: Principal, @Param('id', zUuidParam) id: string): Promise<void> {
    return this.connections.remove(user, id);
  }

  @Post(':id/test')
  @ZodResponse({
    status: 200,
    type: ConnectionReportDto,
    description: 'Asks the store whether the credentials work',
  })
  test(@CurrentUser() user: Principal, @Param('id', zUuidParam) id: string) {
    return this.connections.test(user, id);
  }

  @Post(':id/pause')
  @ZodResponse({ status: 200, type: ConnectionDto, description: 'No more calls until it is resumed' })
  pause(@CurrentUser() user: Principal, @Param('id', zUuidParam) id: string) {
    return this.connections.pause(user, id);
  }

  @Post(':id/resume')
  @ZodResponse({ status: 200, type: ConnectionDto, description: 'Calls go on where they stopped' })
  resume(@CurrentUser() user: Principal, @Param('id', zUuidParam) id: string) {
    return this.connections.resume(user, id);
  }
}
